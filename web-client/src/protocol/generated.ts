// Made from the Rust types; `RONDO_BLESS=1 cargo test --test generated` makes it again.

export const SUBPROTOCOL = "rondo.v1";
export const MESSAGE_BYTES_MAX = 32768;
export const HEARTBEAT_MS = 15000;
export const SILENCE_MS_MAX = 40000;

/** Close codes: the number on the wire, its name, and when to come back. */
export const CLOSE_CODES: Record<number, { code: CloseCode; retry_after_ms: number | null }> = {
  1000: { code: "finished", retry_after_ms: null },
  1012: { code: "restarting", retry_after_ms: 1000 },
  1011: { code: "server_error", retry_after_ms: 1000 },
  1002: { code: "protocol_error", retry_after_ms: null },
  1003: { code: "not_text", retry_after_ms: null },
  1007: { code: "not_utf8", retry_after_ms: null },
  1009: { code: "too_large", retry_after_ms: null },
  4001: { code: "hello_timeout", retry_after_ms: 250 },
  4002: { code: "token_invalid", retry_after_ms: null },
  4003: { code: "token_expired", retry_after_ms: 250 },
  4004: { code: "revoked", retry_after_ms: null },
  4005: { code: "removed", retry_after_ms: null },
  4006: { code: "no_such_room", retry_after_ms: null },
  4007: { code: "slow_reader", retry_after_ms: 250 },
  4008: { code: "too_fast", retry_after_ms: 10000 },
  4009: { code: "silent", retry_after_ms: 250 },
  4010: { code: "too_many_sockets", retry_after_ms: null },
};

/** Who may do what, so that nobody is shown a control that the server would refuse. */
export const POLICY: PolicyTable = {
  "columns": [
    "member",
    "holder",
    "timekeeper",
    "co_facilitator",
    "facilitator",
    "therapist",
    "co_therapist",
    "observer",
    "presenter",
    "greeter"
  ],
  "rows": [
    {
      "capability": "post_open",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "post_during_turn",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "when_presenting"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "reply",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "take_turns",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "ask_feedback",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "whisper_leads",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "if_enabled",
          "setting": "observer_whispers"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "whisper_one",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "write_to_waiting",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "react",
      "cells": [
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "no"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        },
        {
          "type": "if_enabled",
          "setting": "reactions"
        }
      ]
    },
    {
      "capability": "nudge_extend",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "call_next",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "if_enabled",
          "setting": "timekeeper_calls"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "name_next",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "in_tag"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "advance",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "where_presenter_advances"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "change_mode",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "arrange_agenda",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "turn_pages",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "when_presenting"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "propose_topics",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "admit",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "mute",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "remove",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "ban",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "pause_floor",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "see_emergency_contact",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "if_enabled",
          "setting": "facilitator_sees_contact"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "hand_out_roles",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "peer_led_only"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "see_attendance",
      "cells": [
        {
          "type": "own"
        },
        {
          "type": "own"
        },
        {
          "type": "own"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "own"
        },
        {
          "type": "own"
        }
      ]
    },
    {
      "capability": "see_scores",
      "cells": [
        {
          "type": "own"
        },
        {
          "type": "own"
        },
        {
          "type": "own"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "own"
        },
        {
          "type": "own"
        }
      ]
    },
    {
      "capability": "private_notes",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "own"
        },
        {
          "type": "own"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "open_meeting",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "end_meeting",
      "cells": [
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "if_enabled",
          "setting": "co_facilitator_ends"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "volunteer",
      "cells": [
        {
          "type": "peer_led_only"
        },
        {
          "type": "peer_led_only"
        },
        {
          "type": "peer_led_only"
        },
        {
          "type": "peer_led_only"
        },
        {
          "type": "peer_led_only"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "no"
        },
        {
          "type": "peer_led_only"
        },
        {
          "type": "peer_led_only"
        }
      ]
    },
    {
      "capability": "ask_for_help",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "leave",
      "cells": [
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        },
        {
          "type": "yes"
        }
      ]
    }
  ]
};

/** The limits of what is written in a meeting, and of what a view of it holds. */
export const MEETING_LIMITS = {"messages_in_snapshot":100,"mute_ms_max":28800000,"note_chars_max":80,"text_chars_max":4000,"topic_chars_max":120,"topics_of_one_max":3,"whispers_in_snapshot":50} as const;

/** The limits of an agenda and of the clocks of the floor. */
export const AGENDA_LIMITS = {"feedback_replies_max":10,"items_max":20,"meeting_minutes_max":480,"minutes_max":180,"name_chars_max":80,"page_text_chars_max":4000,"pages_max":20,"share_ms_min":15000,"text_chars_max":2000,"texts_chars_max":24000,"timing_ms_max":3600000,"timing_ms_min":1000} as const;

/** What a new room is set to. */
export const DEFAULT_SETTINGS: Record<RoomKind, Settings> = { peer_led: {
  "admission": "everyone",
  "limit": "soft",
  "show_earlier": false,
  "reactions": false,
  "timekeeper_calls": false,
  "co_facilitator_ends": false,
  "observer_whispers": false,
  "facilitator_sees_contact": false,
  "feedback_replies": 3,
  "timing": {
    "handover_ms": 10000,
    "share_ms_min": 45000,
    "offer_nudge_ms": 45000,
    "offer_away_ms": 90000,
    "first_key_ms": 20000,
    "warning_ms_min": 15000,
    "warning_ms_max": 60000,
    "grace_ms": 30000,
    "hard_draft_ms": 10000,
    "extension_ms": 60000,
    "objection_ms": 10000,
    "feedback_choice_ms": 20000,
    "feedback_ms": 60000,
    "unheard_ms": 30000,
    "naming_ms": 20000,
    "hand_offline_ms": 120000,
    "held_ms": 60000,
    "held_bonus_ms": 15000,
    "held_share_ms_min": 60000,
    "silence_ms": 120000,
    "overrun_ms": 300000,
    "lead_lost_ms": 30000,
    "volunteer_ms": 10000,
    "leaderless_ms": 600000,
    "restart_ms": 60000,
    "empty_ms": 600000
  }
}, therapist_led: {
  "admission": "one_by_one",
  "limit": "soft",
  "show_earlier": false,
  "reactions": false,
  "timekeeper_calls": false,
  "co_facilitator_ends": false,
  "observer_whispers": false,
  "facilitator_sees_contact": false,
  "feedback_replies": 3,
  "timing": {
    "handover_ms": 10000,
    "share_ms_min": 45000,
    "offer_nudge_ms": 45000,
    "offer_away_ms": 90000,
    "first_key_ms": 20000,
    "warning_ms_min": 15000,
    "warning_ms_max": 60000,
    "grace_ms": 30000,
    "hard_draft_ms": 10000,
    "extension_ms": 60000,
    "objection_ms": 10000,
    "feedback_choice_ms": 20000,
    "feedback_ms": 60000,
    "unheard_ms": 30000,
    "naming_ms": 20000,
    "hand_offline_ms": 120000,
    "held_ms": 60000,
    "held_bonus_ms": 15000,
    "held_share_ms_min": 60000,
    "silence_ms": 120000,
    "overrun_ms": 300000,
    "lead_lost_ms": 120000,
    "volunteer_ms": 10000,
    "leaderless_ms": 600000,
    "restart_ms": 60000,
    "empty_ms": 600000
  }
} };

/**
 * How people come in from the waiting room once the meeting is open.
 */
export type Admission = "everyone" | "one_by_one";

/**
 * One item of an agenda.
 */
export type AgendaItem = { 
/**
 * Its name, shown to all.
 */
name: string, 
/**
 * What is shown to all while it runs: a reading, a question, instructions. May be empty.
 */
text: string, 
/**
 * Material: one page is a handout, several are a presenter's pages. May be empty.
 */
pages: Array<Page>, 
/**
 * Planned length in minutes.
 */
minutes: number, 
/**
 * How the floor moves.
 */
mode: Mode, 
/**
 * Whether others may answer.
 */
crosstalk: Crosstalk, 
/**
 * Default length of one share in milliseconds; 0 is untimed.
 */
share_ms: number, 
/**
 * Whether the presenter may also advance from it (`adv` with P in formats.json).
 */
presenter_advances: boolean, 
/**
 * The closing round, whose time other items may not eat (domain.md, the floor, rule 12).
 */
closing: boolean, 
/**
 * Whether members propose topics and choose among them while it runs.
 */
chooses_topics: boolean, };

/**
 * Something a person may or may not do. A row of the table.
 */
export type Capability = "post_open" | "post_during_turn" | "reply" | "take_turns" | "ask_feedback" | "whisper_leads" | "whisper_one" | "write_to_waiting" | "react" | "nudge_extend" | "call_next" | "name_next" | "advance" | "change_mode" | "arrange_agenda" | "turn_pages" | "propose_topics" | "admit" | "mute" | "remove" | "ban" | "pause_floor" | "see_emergency_contact" | "hand_out_roles" | "see_attendance" | "see_scores" | "private_notes" | "open_meeting" | "end_meeting" | "volunteer" | "ask_for_help" | "leave";

/**
 * What the table says of one capability and one column.
 */
export type Cell = { "type": "no" } | { "type": "yes" } | { "type": "if_enabled", "setting": Setting } | { "type": "in_tag" } | { "type": "when_presenting" } | { "type": "where_presenter_advances" } | { "type": "own" } | { "type": "peer_led_only" };

/**
 * A frame from a client.
 */
export type ClientMessage = { "type": "hello", 
/**
 * The entry token: a JWT.
 */
token: string, 
/**
 * Where the client left off, when it comes back.
 */
resume: Resume | null, } | { "type": "command", 
/**
 * Matches the answer to the command; chosen by the client, unique on this socket.
 */
ref: number, 
/**
 * Names the command: a resend with the same id, on any socket of the same
 * person, happens once. 1 to 40 characters of `A-Z a-z 0-9 _ -`.
 */
id: string, 
/**
 * The command.
 */
command: Command, } | { "type": "typing", 
/**
 * Their turn.
 */
turn: number, 
/**
 * They say that more is coming, as `...` does in a text chat.
 */
more: boolean, } | { "type": "renew", 
/**
 * Matches the answer.
 */
ref: number, 
/**
 * A fresh operator's token; none asks the server to renew its own.
 */
token: string | null, } | { "type": "history", 
/**
 * Matches the answer.
 */
ref: number, 
/**
 * Messages before this one.
 */
before: number, } | { "type": "ping", 
/**
 * Matches the answer.
 */
ref: number, };

/**
 * Why the server closes a socket.
 */
export type CloseCode = "finished" | "restarting" | "server_error" | "protocol_error" | "not_text" | "not_utf8" | "too_large" | "hello_timeout" | "token_invalid" | "token_expired" | "revoked" | "removed" | "no_such_room" | "slow_reader" | "too_fast" | "silent" | "too_many_sockets";

/**
 * What a person can be: a role, a service, or the holder of the floor. A column of the table.
 */
export type Column = "member" | "holder" | "timekeeper" | "co_facilitator" | "facilitator" | "therapist" | "co_therapist" | "observer" | "presenter" | "greeter";

/**
 * Everything a participant may ask of a meeting.
 */
export type Command = { "type": "join", 
/**
 * The version of the guidelines that was accepted.
 */
guidelines_version: number, 
/**
 * Declared to be an adult.
 */
adult: boolean, 
/**
 * A pseudonym, for a person who has none in this room yet: one who comes with an
 * operator's token. The hub settles it before the meeting is asked.
 */
name: string | null, } | { "type": "leave", 
/**
 * Quick exit.
 */
quiet: boolean, } | { "type": "open_meeting", } | { "type": "end_meeting", } | { "type": "admit", 
/**
 * Whom.
 */
who: ParticipantId, } | { "type": "deny", 
/**
 * Whom.
 */
who: ParticipantId, } | { "type": "post", 
/**
 * The text.
 */
text: string, 
/**
 * A content note: the message stays covered until opened.
 */
note: string | null, } | { "type": "whisper", 
/**
 * To whom; none is the leads.
 */
to: ParticipantId | null, 
/**
 * The text.
 */
text: string, } | { "type": "react", 
/**
 * Which message.
 */
message: number, 
/**
 * How.
 */
reaction: Reaction, } | { "type": "ask_for_help", } | { "type": "accept", 
/**
 * Which turn.
 */
turn: number, } | { "type": "start_timer", 
/**
 * Which turn.
 */
turn: number, } | { "type": "pass", 
/**
 * One's own turn, when one has it.
 */
turn: number | null, } | { "type": "defer", 
/**
 * One's own turn, when one has it.
 */
turn: number | null, } | { "type": "done", 
/**
 * Which turn.
 */
turn: number, } | { "type": "ask_for_more", 
/**
 * Which turn.
 */
turn: number, } | { "type": "object", } | { "type": "ask_feedback", 
/**
 * Which turn.
 */
turn: number, 
/**
 * What.
 */
kind: FeedbackKind, } | { "type": "stop_feedback", 
/**
 * Which turn.
 */
turn: number, } | { "type": "name_next", 
/**
 * The turn that was just done.
 */
turn: number, 
/**
 * Whom.
 */
who: ParticipantId, } | { "type": "raise_hand", } | { "type": "lower_hand", } | { "type": "listen_only", 
/**
 * On or off.
 */
on: boolean, } | { "type": "set_multiplier", 
/**
 * 100, 150 or 200.
 */
percent: number, } | { "type": "start_round", 
/**
 * The current item.
 */
item: number, } | { "type": "close_round", 
/**
 * Which round.
 */
round: number, } | { "type": "call_next", 
/**
 * The turn it moves from; none when the floor is free.
 */
from: number | null, } | { "type": "give_floor", 
/**
 * The turn it moves from; none when the floor is free.
 */
from: number | null, 
/**
 * To whom.
 */
to: ParticipantId, } | { "type": "take_floor", 
/**
 * The turn.
 */
turn: number, } | { "type": "nudge", 
/**
 * Which turn.
 */
turn: number, } | { "type": "extend", 
/**
 * Which turn.
 */
turn: number, } | { "type": "move_in_order", 
/**
 * Whom.
 */
who: ParticipantId, 
/**
 * Before whom; none is to the end.
 */
before: ParticipantId | null, } | { "type": "advance", 
/**
 * The current item.
 */
from: number, 
/**
 * The item to go to; none is the next one.
 */
to: number | null, } | { "type": "arrange_agenda", 
/**
 * The current item.
 */
current: number, 
/**
 * All items to come, the next one first; not the current one.
 */
coming: Array<number>, } | { "type": "move_time", 
/**
 * The current item.
 */
current: number, 
/**
 * Who gives.
 */
from: number, 
/**
 * Who gets.
 */
to: number, 
/**
 * How many minutes.
 */
minutes: number, } | { "type": "turn_page", 
/**
 * The current item.
 */
item: number, 
/**
 * The page, from 0.
 */
page: number, } | { "type": "propose_topic", 
/**
 * The topic, one line.
 */
text: string, } | { "type": "withdraw_topic", 
/**
 * Which.
 */
topic: number, } | { "type": "choose_topic", 
/**
 * Which.
 */
topic: number, 
/**
 * On or off.
 */
on: boolean, } | { "type": "take_up_topic", 
/**
 * Which; none is no topic.
 */
topic: number | null, } | { "type": "change_mode", 
/**
 * The current item.
 */
item: number, 
/**
 * The new mode.
 */
mode: Mode, 
/**
 * The new cross-talk.
 */
crosstalk: Crosstalk, } | { "type": "pause_floor", } | { "type": "resume_floor", } | { "type": "mute", 
/**
 * Whom.
 */
who: ParticipantId, 
/**
 * For how long, in milliseconds; none is until lifted.
 */
for_ms: number | null, } | { "type": "unmute", 
/**
 * Whose.
 */
who: ParticipantId, } | { "type": "mute_all", } | { "type": "unmute_all", } | { "type": "remove", 
/**
 * Whom.
 */
who: ParticipantId, 
/**
 * Why.
 */
reason: RemovalReason, } | { "type": "ban", 
/**
 * Whom.
 */
who: ParticipantId, 
/**
 * Why.
 */
reason: RemovalReason, } | { "type": "give_role", 
/**
 * Whom.
 */
who: ParticipantId, 
/**
 * Which.
 */
role: Role, } | { "type": "set_service", 
/**
 * Whom.
 */
who: ParticipantId, 
/**
 * Which.
 */
service: Service, 
/**
 * Give or take.
 */
on: boolean, } | { "type": "hand_over_lead", 
/**
 * To whom.
 */
to: ParticipantId, } | { "type": "volunteer", };

/**
 * Whether others may answer a sharer.
 */
export type Crosstalk = "none" | "on_request" | "free";

/**
 * Why someone is gone.
 */
export type Departure = "left" | "left_quietly" | "denied" | "removed" | "banned" | "revoked";

/**
 * A fact of a meeting.
 */
export type Event = { "type": "created", 
/**
 * Its settings and agenda.
 */
config: MeetingConfig, } | { "type": "knocked", 
/**
 * Who.
 */
person: Person, 
/**
 * Which guidelines they accepted.
 */
guidelines_version: number, } | { "type": "admitted", 
/**
 * Who.
 */
person: Person, 
/**
 * By whom; none is by the settings.
 */
by: ParticipantId | null, } | { "type": "departed", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * Where they were.
 */
was: Place, 
/**
 * How.
 */
how: Departure, 
/**
 * By whom, when by someone.
 */
by: ParticipantId | null, 
/**
 * Why, when removed.
 */
reason: RemovalReason | null, } | { "type": "connection_lost", 
/**
 * Whose.
 */
who: ParticipantId, } | { "type": "connection_back", 
/**
 * Whose.
 */
who: ParticipantId, } | { "type": "restarted", } | { "type": "restart_over", } | { "type": "opened", 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "ended", 
/**
 * Why.
 */
reason: MeetingEnd, 
/**
 * By whom, when by someone.
 */
by: ParticipantId | null, } | { "type": "item_started", 
/**
 * Which.
 */
item: number, 
/**
 * By whom; none is by the server.
 */
by: ParticipantId | null, 
/**
 * Floor time of it.
 */
floor_ms: number, 
/**
 * The items still to come, the next one first.
 */
coming: Array<number>, } | { "type": "agenda_arranged", 
/**
 * The items still to come, the next one first.
 */
coming: Array<number>, 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "time_moved", 
/**
 * Who gave.
 */
from: number, 
/**
 * The minutes it now has.
 */
from_minutes: number, 
/**
 * Who got.
 */
to: number, 
/**
 * The minutes it now has.
 */
to_minutes: number, 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "page_turned", 
/**
 * Which item.
 */
item: number, 
/**
 * Which page, from 0.
 */
page: number, 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "topic_proposed", 
/**
 * The topic.
 */
topic: Topic, } | { "type": "topic_withdrawn", 
/**
 * Which.
 */
topic: number, 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "topic_chosen", 
/**
 * Which.
 */
topic: number, 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * On or off.
 */
on: boolean, } | { "type": "topic_taken_up", 
/**
 * Which; none is no topic.
 */
topic: number | null, 
/**
 * By whom; none is the most chosen one, when the choosing is over.
 */
by: ParticipantId | null, } | { "type": "item_time_told", 
/**
 * Which.
 */
item: number, 
/**
 * Minutes left: 5, 1 or 0.
 */
minutes_left: number, } | { "type": "mode_changed", 
/**
 * Which item.
 */
item: number, 
/**
 * The new mode.
 */
mode: Mode, 
/**
 * The new cross-talk.
 */
crosstalk: Crosstalk, 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "floor_paused", 
/**
 * Why.
 */
reason: PauseReason, 
/**
 * By whom, when by someone.
 */
by: ParticipantId | null, 
/**
 * The clock.
 */
clock: FloorClock, } | { "type": "floor_resumed", 
/**
 * By whom, when by someone.
 */
by: ParticipantId | null, 
/**
 * The clock.
 */
clock: FloorClock, } | { "type": "round_started", 
/**
 * The round.
 */
round: Round, } | { "type": "seat_changed", 
/**
 * The round.
 */
round: number, 
/**
 * The place, new or changed.
 */
seat: Seat, } | { "type": "order_changed", 
/**
 * The round.
 */
round: number, 
/**
 * All places in the new order.
 */
seats: Array<Seat>, 
/**
 * By whom, when by a lead.
 */
by: ParticipantId | null, } | { "type": "round_phase_changed", 
/**
 * The round.
 */
round: number, 
/**
 * What.
 */
phase: RoundPhase, } | { "type": "round_set_aside", 
/**
 * The round.
 */
round: number, } | { "type": "round_resumed", 
/**
 * The round.
 */
round: Round, } | { "type": "round_closed", 
/**
 * The round.
 */
round: number, } | { "type": "turn_changed", 
/**
 * The turn.
 */
turn: Turn, 
/**
 * Why.
 */
cause: TurnCause, } | { "type": "turn_warned", 
/**
 * The turn.
 */
turn: number, 
/**
 * Time left.
 */
left_ms: number, } | { "type": "turn_ended", 
/**
 * The turn.
 */
turn: number, 
/**
 * Whose it was.
 */
holder: ParticipantId, 
/**
 * Why.
 */
reason: TurnEnd, 
/**
 * Whether it counts as a share.
 */
shared: boolean, } | { "type": "feedback_asked", 
/**
 * The turn.
 */
turn: number, 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * What.
 */
kind: FeedbackKind, } | { "type": "more_time_changed", 
/**
 * The request that now stands.
 */
more_time: MoreTime | null, } | { "type": "queue_changed", 
/**
 * The whole queue.
 */
queue: Array<Hand>, 
/**
 * Who reordered it, when a lead did.
 */
by: ParticipantId | null, } | { "type": "posted", 
/**
 * The message.
 */
message: Message, } | { "type": "whispered", 
/**
 * The message; its `to` is none for the leads.
 */
message: Message, } | { "type": "reacted", 
/**
 * To which message.
 */
message: number, 
/**
 * Whose.
 */
who: ParticipantId, 
/**
 * Which.
 */
reaction: Reaction, 
/**
 * Set or taken back.
 */
on: boolean, } | { "type": "help_asked", 
/**
 * Whose.
 */
who: ParticipantId, } | { "type": "mute_changed", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * The mute that now stands.
 */
mute: Mute | null, 
/**
 * By whom; none when its time was over.
 */
by: ParticipantId | null, } | { "type": "role_changed", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * The new role.
 */
role: Role, 
/**
 * By whom; none is by succession.
 */
by: ParticipantId | null, } | { "type": "service_changed", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * Which.
 */
service: Service, 
/**
 * Given or taken back.
 */
on: boolean, 
/**
 * By whom.
 */
by: ParticipantId, } | { "type": "lead_changed", 
/**
 * Who leads now.
 */
lead: ParticipantId, 
/**
 * Why.
 */
reason: LeadChange, } | { "type": "lead_lost_changed", 
/**
 * What now stands.
 */
lost: LeadLost | null, } | { "type": "listening_changed", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * On or off.
 */
on: boolean, } | { "type": "multiplier_changed", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * In percent.
 */
percent: number, };

/**
 * What a sharer wants back (domain.md, the floor, rule 6).
 */
export type FeedbackKind = "nothing" | "listening" | "reactions" | "questions" | "suggestions";

/**
 * The floor.
 */
export type Floor = { 
/**
 * The turn, if someone has it. There is at most one.
 */
turn: Turn | null, 
/**
 * The round, if one runs.
 */
round: Round | null, 
/**
 * The round that waits while its item is held without rounds.
 */
set_aside: Round | null, 
/**
 * Raised hands, in the order in which they will be called.
 */
queue: Array<Hand>, 
/**
 * Shares in the current item, in the order of first sharing.
 */
shares: Array<ShareCount>, 
/**
 * A request for one more minute.
 */
more_time: MoreTime | null, };

/**
 * Floor time against meeting time.
 */
export type FloorClock = { 
/**
 * Floor time when it was last started or stopped.
 */
floor_ms: number, 
/**
 * Meeting time since when it runs; none while it stands still.
 */
running_since_ms: number | null, };

/**
 * A raised hand (rule 8).
 */
export type Hand = { 
/**
 * Whose.
 */
who: ParticipantId, 
/**
 * When it was raised, in meeting time.
 */
raised_ms: number, 
/**
 * Floor time when it falls, while its owner is offline.
 */
falls_ms: number | null, 
/**
 * At least this long when the share was cut by a lost connection (rule 9); 0 is the item's.
 */
share_ms_min: number, };

/**
 * The place of an item in time.
 */
export type ItemTime = { 
/**
 * Which item.
 */
item: number, 
/**
 * Floor time when it started.
 */
started_ms: number, 
/**
 * Floor time when it ended; none while it runs.
 */
ended_ms: number | null, };

/**
 * Where the meeting is, for a latecomer (domain.md, the floor, rule 10).
 */
export type LatecomerCard = { 
/**
 * The current item.
 */
item: number, 
/**
 * The item itself: name, text, mode, cross-talk.
 */
agenda_item: AgendaItem, 
/**
 * How many items there are.
 */
items: number, 
/**
 * The topic the meeting is at.
 */
topic: string | null, 
/**
 * Whether a round is going in which one may still be added at the end.
 */
round_has_room: boolean, 
/**
 * Whether earlier messages will be shown.
 */
earlier_shown: boolean, };

/**
 * Why the lead changed.
 */
export type LeadChange = "arrived" | "handed_over" | "succession" | "volunteered";

/**
 * The lead is gone (rule 13). Meeting time: these clocks run on while the floor is paused.
 */
export type LeadLost = { 
/**
 * Since when.
 */
since_ms: number, 
/**
 * Until when their place is held.
 */
held_until_ms: number, 
/**
 * When the room closes, once nobody can follow.
 */
closes_ms: number | null, 
/**
 * Who offers to lead.
 */
volunteer: ParticipantId | null, 
/**
 * When the volunteer leads if nobody objects.
 */
volunteer_until_ms: number | null, };

/**
 * What happens when a share's time and grace are over.
 */
export type LimitKind = "soft" | "hard";

/**
 * What is for the viewer alone.
 */
export type Me = { 
/**
 * The viewer.
 */
id: ParticipantId, 
/**
 * The turn in which they were warned.
 */
warned_turn: number | null, 
/**
 * Their private share length in percent.
 */
multiplier_percent: number, };

/**
 * Everything a meeting needs to know of its room, fixed when the meeting is made.
 */
export type MeetingConfig = { 
/**
 * The room.
 */
room: RoomId, 
/**
 * This meeting.
 */
meeting: MeetingId, 
/**
 * Peer-led or therapist-led.
 */
kind: RoomKind, 
/**
 * The format's id in formats.json.
 */
format: string, 
/**
 * How many people the room holds, leads included.
 */
capacity: number, 
/**
 * The version of the guidelines that is accepted on joining.
 */
guidelines_version: number, 
/**
 * How many meetings the room has had before; the starter of a round rotates with it.
 */
number: number, 
/**
 * The agenda.
 */
agenda: Array<AgendaItem>, 
/**
 * The rest.
 */
settings: Settings, };

/**
 * Why a meeting ended.
 */
export type MeetingEnd = "ended_by_lead" | "time_up" | "leaderless" | "empty";

/**
 * One dated meeting of a room.
 */
export type MeetingId = string;

/**
 * A meeting as one present person may see it. Snapshot + events = the next snapshot.
 */
export type MeetingView = { 
/**
 * The room.
 */
room: RoomId, 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * Peer-led or therapist-led.
 */
kind: RoomKind, 
/**
 * The format's id.
 */
format: string, 
/**
 * How many people the room holds.
 */
capacity: number, 
/**
 * Settings of the room.
 */
settings: Settings, 
/**
 * Where the meeting is in its life.
 */
phase: Phase, 
/**
 * The agenda.
 */
agenda: Array<AgendaItem>, 
/**
 * The current item.
 */
item: number | null, 
/**
 * How the items went.
 */
item_times: Array<ItemTime>, 
/**
 * The items still to come, the next one first.
 */
coming: Array<number>, 
/**
 * The page of the current item's material that is shown.
 */
page: number, 
/**
 * Topics that members proposed.
 */
topics: Topics, 
/**
 * Floor time.
 */
clock: FloorClock, 
/**
 * Why the floor is paused.
 */
pause: PauseReason | null, 
/**
 * Who is here, and who was: by seat, then by arrival. The waiting are there for leads only.
 */
people: Array<Person>, 
/**
 * The one who leads.
 */
lead: ParticipantId | null, 
/**
 * The lead is gone.
 */
lead_lost: LeadLost | null, 
/**
 * The floor.
 */
floor: Floor, 
/**
 * The last messages to everyone that the viewer may see, oldest first.
 */
messages: Array<Message>, 
/**
 * The last whispers that the viewer may see, oldest first.
 */
whispers: Array<Message>, 
/**
 * What is for the viewer alone.
 */
me: Me, };

/**
 * A message.
 */
export type Message = { 
/**
 * The seq of the event that posted it.
 */
id: number, 
/**
 * Meeting time.
 */
at_ms: number, 
/**
 * Who wrote it.
 */
from: ParticipantId, 
/**
 * The writer's name when it was written, since people may leave.
 */
name: string, 
/**
 * What it is.
 */
kind: MessageKind, 
/**
 * The turn it belongs to.
 */
turn: number | null, 
/**
 * The agenda item it belongs to; none before the meeting is open.
 */
item: number | null, 
/**
 * A whisper's addressee; none is the leads.
 */
to: ParticipantId | null, 
/**
 * The text.
 */
text: string, 
/**
 * The content note, when it is covered.
 */
note: string | null, 
/**
 * Reactions.
 */
reactions: Array<ReactionMark>, };

/**
 * What a message is.
 */
export type MessageKind = "share" | "open" | "lead" | "reply" | "whisper" | "door";

/**
 * How the floor moves in an item (domain.md, "Formats").
 */
export type Mode = "round" | "talking_piece" | "queue" | "tag" | "open" | "presenter" | "directed" | "silent";

/**
 * A request for one more minute (rule 5).
 */
export type MoreTime = { 
/**
 * For which turn.
 */
turn: number, 
/**
 * When it is granted if nobody objects.
 */
until_ms: number, };

/**
 * A mute.
 */
export type Mute = { 
/**
 * Meeting time when it ends; none is until lifted.
 */
until_ms: number | null, };

/**
 * An event with its place and time.
 */
export type Numbered = { 
/**
 * 1, 2, 3 … in this meeting, without gaps.
 */
seq: number, 
/**
 * Meeting time.
 */
at_ms: number, 
/**
 * What happened.
 */
event: Event, };

/**
 * A page that is shown to all beside the conversation.
 */
export type Page = { 
/**
 * Its title. May be empty.
 */
title: string, 
/**
 * Its text.
 */
text: string, };

/**
 * A person in one room. Made per series, so ids can't be linked across series
 * (domain.md, "Joining and safety").
 */
export type ParticipantId = string;

/**
 * Why the floor is paused.
 */
export type PauseReason = "crisis" | "restart" | "lead_lost";

/**
 * What others may know of a person.
 */
export type Person = { 
/**
 * Who.
 */
id: ParticipantId, 
/**
 * Their pseudonym.
 */
name: string, 
/**
 * Their role in force: room state, not the token's.
 */
role: Role, 
/**
 * Services.
 */
services: Array<Service>, 
/**
 * Where they are.
 */
place: Place, 
/**
 * Whether a socket of theirs is open.
 */
connected: boolean, 
/**
 * The mute that stands; shown to the leads and to the muted only.
 */
mute: Mute | null, 
/**
 * Takes no turns.
 */
listening: boolean, 
/**
 * A simulated member of a rehearsal.
 */
simulated: boolean, 
/**
 * Their place in the circle: the order of admission. None before.
 */
seat: number | null, 
/**
 * Meeting time of arrival.
 */
arrived_ms: number, 
/**
 * Asked for help and no lead has whispered to them since; shown to the leads and to them only.
 */
asked_for_help: boolean, };

/**
 * Where a meeting is in its life.
 */
export type Phase = { "type": "gathering", } | { "type": "running", } | { "type": "ended", 
/**
 * Why.
 */
reason: MeetingEnd, };

/**
 * Where a person is.
 */
export type Place = "waiting" | "present" | "left" | "removed";

/**
 * The table with its columns, as it is given to the client.
 */
export type PolicyTable = { 
/**
 * The columns.
 */
columns: Array<Column>, 
/**
 * The rows; their cells stand in the order of the columns.
 */
rows: Array<Row>, };

/**
 * Why a frame was refused before any meeting was asked.
 */
export type ProtocolRefusal = "malformed" | "already_welcome" | "too_fast" | "unavailable" | "id_reused" | "not_renewable" | "name_missing" | "name_invalid" | "name_claims_role" | "name_taken";

/**
 * A reaction to a message: words, not a score.
 */
export type Reaction = "heard" | "me_too" | "thanks" | "with_you";

/**
 * Who reacted how.
 */
export type ReactionMark = { 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * How.
 */
reaction: Reaction, };

/**
 * Why a field can't be used.
 */
export type Reason = "required" | "too_long" | "not_text" | "too_few" | "too_many" | "not_a_number" | "not_whole" | "too_small" | "too_large" | "unknown" | "longer_than_item" | "no_time_for_anyone" | "closing_without_round" | "closing_before_round" | "meeting_too_long" | "texts_too_long" | "after_its_end";

/**
 * Why a command was refused.
 */
export type Refusal = "not_permitted" | "not_present" | "removed" | "muted" | "not_open" | "already_open" | "ended" | "paused" | "not_paused" | "floor_taken" | "not_holder" | "stale" | "wrong_mode" | "wrong_stage" | "nobody_waiting" | "round_running" | "no_round" | "no_such_person" | "already_heard" | "already_so" | "not_so" | "already_extended" | "no_time" | "too_late" | "no_more_replies" | "no_such_message" | "no_such_item" | "no_such_page" | "no_such_topic" | "too_many_topics" | "topic_known" | "closing_protected" | "text_empty" | "text_too_long" | "text_invalid" | "out_of_range" | "guidelines_changed" | "adults_only" | "full" | "not_to_oneself" | "not_to_that_role" | "role_does_not_fit" | "turned_off";

/**
 * Why something was refused.
 */
export type RefusalCode = Refusal | ProtocolRefusal;

/**
 * Why a person is removed; goes to the audit trail, with no words of content.
 */
export type RemovalReason = "guidelines" | "safety" | "wrong_room" | "other";

/**
 * Where a client left off.
 */
export type Resume = { 
/**
 * The meeting it was in.
 */
meeting: MeetingId, 
/**
 * The last seq it has.
 */
seq: number, };

/**
 * A person's standing in a meeting; exactly one at a time (domain.md, "Who may do what").
 */
export type Role = "member" | "observer" | "facilitator" | "co_facilitator" | "therapist" | "co_therapist";

/**
 * A room: a series of meetings (domain.md, "Words").
 */
export type RoomId = string;

/**
 * What a client needs to know of the room before it joins.
 */
export type RoomInfo = { 
/**
 * The room.
 */
id: RoomId, 
/**
 * Peer-led or therapist-led.
 */
kind: RoomKind, 
/**
 * Its title.
 */
title: string, 
/**
 * The format's id.
 */
format: string, 
/**
 * What it is about.
 */
topics: Array<string>, 
/**
 * What its people ask of each other.
 */
guidelines: Array<string>, 
/**
 * To be named when joining.
 */
guidelines_version: number, 
/**
 * Whether simulated members rehearse here.
 */
rehearsal: boolean, };

/**
 * What kind of group a room is for (domain.md, "Two kinds of room, three kinds of group").
 */
export type RoomKind = "peer_led" | "therapist_led";

/**
 * One pass through the order.
 */
export type Round = { 
/**
 * 1, 2, 3 … in this meeting.
 */
id: number, 
/**
 * The order, fixed and public (rule 1).
 */
seats: Array<Seat>, 
/**
 * The length of a share in this round; 0 is untimed.
 */
share_ms: number, 
/**
 * What it is doing.
 */
phase: RoundPhase, };

/**
 * What a round is doing beside the turns.
 */
export type RoundPhase = { "type": "turns", } | { "type": "anyone_unheard", 
/**
 * When the round closes.
 */
until_ms: number, } | { "type": "silence", 
/**
 * When the lead is asked what to do.
 */
until_ms: number, };

/**
 * A row of the table.
 */
export type Row = { 
/**
 * What.
 */
capability: Capability, 
/**
 * For whom, in the order of [`COLUMNS`].
 */
cells: [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell], };

/**
 * A place in a round.
 */
export type Seat = { 
/**
 * Whose.
 */
who: ParticipantId, 
/**
 * Where they stand.
 */
state: SeatState, 
/**
 * Whether they were deferred already: once each (rule 7).
 */
deferred_once: boolean, 
/**
 * At least this long when they come back after a lost connection (rule 9); 0 is the round's.
 */
share_ms_min: number, 
/**
 * Back after being away, to be called at the end (rule 7).
 */
returned: boolean, };

/**
 * Where a member stands in a round.
 */
export type SeatState = "pending" | "speaking" | "done" | "passed" | "deferred" | "away";

/**
 * A frame from the server.
 */
export type ServerMessage = { "type": "welcome", 
/**
 * Who one is.
 */
participant: ParticipantId, 
/**
 * One's role: the one in force, or the token's before joining.
 */
role: Role, 
/**
 * One's name in this room, when one has one.
 */
name: string | null, 
/**
 * The room.
 */
room: RoomInfo, 
/**
 * The current meeting.
 */
meeting: MeetingId, 
/**
 * Whether one has joined this meeting.
 */
joined: boolean, 
/**
 * Unix milliseconds when the token ends; the socket is closed then unless renewed.
 */
token_expires_at: UnixMs, 
/**
 * The client should ping when it heard nothing for this long, in milliseconds.
 */
heartbeat_ms: number, } | { "type": "waiting", 
/**
 * Meeting time now.
 */
at_ms: number, 
/**
 * All one gets to know.
 */
view: WaitingView, } | { "type": "snapshot", 
/**
 * The last seq in it.
 */
seq: number, 
/**
 * Meeting time now.
 */
at_ms: number, 
/**
 * The meeting.
 */
view: MeetingView, } | { "type": "events", 
/**
 * The frame continues from here.
 */
after: number, 
/**
 * The meeting has come to this seq.
 */
upto: number, 
/**
 * Meeting time now.
 */
at_ms: number, 
/**
 * The events, in order.
 */
events: Array<Numbered>, } | { "type": "accepted", 
/**
 * The command's.
 */
ref: number, 
/**
 * The meeting's seq after it.
 */
seq: number, } | { "type": "refused", 
/**
 * The command's; none when the frame could not be read.
 */
ref: number | null, 
/**
 * Why; clients switch on this.
 */
code: RefusalCode, 
/**
 * Why, in words for a developer.
 */
reason: string, } | { "type": "typing", 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * In which turn.
 */
turn: number, 
/**
 * Whether they said that more is coming.
 */
more: boolean, } | { "type": "token", 
/**
 * The request's.
 */
ref: number, 
/**
 * The token, when the server made it.
 */
token: string | null, 
/**
 * Unix milliseconds when it ends.
 */
expires_at: UnixMs, } | { "type": "page", 
/**
 * The request's.
 */
ref: number, 
/**
 * Oldest first.
 */
messages: Array<Message>, 
/**
 * Whether there are older ones.
 */
more: boolean, } | { "type": "pong", 
/**
 * The request's.
 */
ref: number, 
/**
 * Meeting time now.
 */
at_ms: number, } | { "type": "goodbye", 
/**
 * Why.
 */
code: CloseCode, 
/**
 * When to come back, in milliseconds; none is not without a person's doing.
 */
retry_after_ms: number | null, };

/**
 * A task handed to a member for one meeting, a few grants beside the role.
 */
export type Service = "timekeeper" | "presenter" | "greeter" | "backup";

/**
 * A setting that a lead may turn on.
 */
export type Setting = "reactions" | "timekeeper_calls" | "co_facilitator_ends" | "observer_whispers" | "facilitator_sees_contact";

/**
 * What a host may choose; the defaults come from [`Settings::for_kind`].
 */
export type Settings = { 
/**
 * How people come in.
 */
admission: Admission, 
/**
 * Soft or hard share limits.
 */
limit: LimitKind, 
/**
 * Whether a latecomer sees what was said before.
 */
show_earlier: boolean, 
/**
 * Whether people may react to messages.
 */
reactions: boolean, 
/**
 * Whether the timekeeper may call the next.
 */
timekeeper_calls: boolean, 
/**
 * Whether a co-facilitator may end the meeting.
 */
co_facilitator_ends: boolean, 
/**
 * Whether an observer may whisper to the leads.
 */
observer_whispers: boolean, 
/**
 * Whether a facilitator may see an emergency contact.
 */
facilitator_sees_contact: boolean, 
/**
 * How many replies a sharer who wants some gets (the floor, rule 6); 1 to
 * `limits::FEEDBACK_REPLIES_MAX`.
 */
feedback_replies: number, 
/**
 * The clocks of the floor.
 */
timing: Timing, };

/**
 * How often a person has shared in the current item (rule 8).
 */
export type ShareCount = { 
/**
 * Who.
 */
who: ParticipantId, 
/**
 * How often.
 */
shares: number, };

/**
 * Where a turn stands. All times are floor time.
 */
export type Stage = { "type": "offered", 
/**
 * When it was offered.
 */
since_ms: number, 
/**
 * Whether the nudge was sent.
 */
nudged: boolean, } | { "type": "accepted", 
/**
 * When the timer starts by itself.
 */
starts_by_ms: number, } | { "type": "speaking", 
/**
 * When the time is over; none is untimed.
 */
ends_ms: number | null, } | { "type": "grace", 
/**
 * When the grace ends. With a soft limit the stage outlasts it.
 */
ends_ms: number, } | { "type": "last_draft", 
/**
 * When the turn ends.
 */
ends_ms: number, } | { "type": "held", 
/**
 * How long the floor waits.
 */
until_ms: number, 
/**
 * What was left of the share; none is untimed.
 */
left_ms: number | null, 
/**
 * Whether the share had begun; an offer that was cut is offered again.
 */
begun: boolean, } | { "type": "choosing_feedback", 
/**
 * When "nothing" is taken for the answer.
 */
until_ms: number, } | { "type": "feedback", 
/**
 * What was asked for.
 */
kind: FeedbackKind, 
/**
 * When it ends.
 */
until_ms: number, 
/**
 * How many replies may still come.
 */
replies_left: number, } | { "type": "naming", 
/**
 * When the choice goes to the lead.
 */
until_ms: number, };

/**
 * A round that is tight: it has time for some of the people, not for all that the room holds.
 */
export type Tight = { 
/**
 * The item's place, from 0.
 */
item: number, 
/**
 * How many people have time for the shortest share.
 */
people: number, };

/**
 * The constants of "The floor: turn-taking, precisely" in domain.md, in milliseconds.
 */
export type Timing = { 
/**
 * Rule 1: time kept free per person between shares when an item's time is divided.
 */
handover_ms: number, 
/**
 * Rule 1: a share is never planned shorter than this (or the item's default, if that is less).
 */
share_ms_min: number, 
/**
 * Rule 2: no answer to the offer, so a nudge.
 */
offer_nudge_ms: number, 
/**
 * Rule 2: still no answer, so they are away.
 */
offer_away_ms: number, 
/**
 * Rule 3: the timer starts by itself this long after accepting.
 */
first_key_ms: number, 
/**
 * Rule 3: the private warning comes with a quarter left, but not later than this.
 */
warning_ms_min: number, 
/**
 * Rule 3: and not earlier than this.
 */
warning_ms_max: number, 
/**
 * Rule 4: to finish one's thought.
 */
grace_ms: number, 
/**
 * Rule 4: with a hard limit, to send or drop the draft.
 */
hard_draft_ms: number, 
/**
 * Rule 5: one more minute.
 */
extension_ms: number, 
/**
 * Rule 5: to object to a sharer's own request.
 */
objection_ms: number, 
/**
 * Rule 6: to say what one wants back.
 */
feedback_choice_ms: number, 
/**
 * Rule 6: for replies.
 */
feedback_ms: number, 
/**
 * Rule 7: "anyone not heard?"
 */
unheard_ms: number, 
/**
 * Rule 7: to name the next in tag.
 */
naming_ms: number, 
/**
 * Rule 8: a hand survives this long offline.
 */
hand_offline_ms: number, 
/**
 * Rule 9: the floor waits for a lost connection.
 */
held_ms: number, 
/**
 * Rule 9: added when the sharer is back.
 */
held_bonus_ms: number, 
/**
 * Rule 9: at least this much when they are deferred.
 */
held_share_ms_min: number, 
/**
 * Rule 11: silence after everyone passed.
 */
silence_ms: number, 
/**
 * Rule 12: the meeting's hard end after its planned end.
 */
overrun_ms: number, 
/**
 * Rule 13: before someone else leads. Two minutes in therapy.
 */
lead_lost_ms: number, 
/**
 * Rule 13: for objections to a volunteer.
 */
volunteer_ms: number, 
/**
 * Rule 13: with nobody to lead the room closes after this.
 */
leaderless_ms: number, 
/**
 * Rule 15: after a restart nobody counts as absent for this long.
 */
restart_ms: number, 
/**
 * A meeting that was not opened ends when nobody was there for this long.
 */
empty_ms: number, };

/**
 * A topic that someone proposed.
 */
export type Topic = { 
/**
 * 1, 2, 3 … in this meeting.
 */
id: number, 
/**
 * Who proposed it.
 */
by: ParticipantId, 
/**
 * The topic itself, one line.
 */
text: string, 
/**
 * Who chose it: a show of hands.
 */
chosen_by: Array<ParticipantId>, };

/**
 * The topics of a meeting.
 */
export type Topics = { 
/**
 * Those that were proposed, in that order.
 */
proposed: Array<Topic>, 
/**
 * The one the meeting is at.
 */
current: number | null, 
/**
 * How many were ever proposed.
 */
count: number, };

/**
 * One holding of the floor.
 */
export type Turn = { 
/**
 * 1, 2, 3 … in this meeting.
 */
id: number, 
/**
 * Who has it.
 */
holder: ParticipantId, 
/**
 * Its length, the holder's private multiplier included; 0 is untimed.
 */
share_ms: number, 
/**
 * Whether the extra minute was given (once per share, rule 5).
 */
extended: boolean, 
/**
 * Where it stands.
 */
stage: Stage, };

/**
 * Why a turn changed its stage; for words and sounds, not for logic.
 */
export type TurnCause = "offered" | "given" | "nudged" | "accepted" | "timer_started" | "time_up" | "grace_over" | "extended" | "connection_lost" | "connection_back" | "restarted" | "choosing_feedback" | "feedback_started" | "replied" | "naming";

/**
 * Why a turn ended.
 */
export type TurnEnd = "done" | "passed" | "deferred" | "no_answer" | "connection_lost" | "left" | "muted" | "moved_on" | "time_up" | "item_ended";

/**
 * A moment in unix time, in milliseconds since 1970-01-01T00:00:00Z.
 */
export type UnixMs = number;

/**
 * All that a person in the waiting room gets to know.
 */
export type WaitingView = { 
/**
 * The room.
 */
room: RoomId, 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * Peer-led or therapist-led.
 */
kind: RoomKind, 
/**
 * Where the meeting is in its life.
 */
phase: Phase, 
/**
 * The viewer.
 */
me: ParticipantId, 
/**
 * Their name.
 */
name: string, 
/**
 * How many the room holds.
 */
capacity: number, 
/**
 * How many are in the meeting.
 */
present: number, 
/**
 * How many are waiting, the viewer included.
 */
waiting: number, 
/**
 * The viewer's place among the waiting, from 1.
 */
place: number, 
/**
 * The lead's name, when a lead is here.
 */
lead: string | null, 
/**
 * Whether a lead lets each person in.
 */
one_by_one: boolean, 
/**
 * The current item's name and place, when the meeting runs: the latecomer's card (rule 10).
 */
card: LatecomerCard | null, 
/**
 * Whispers between the viewer and the leads, oldest first.
 */
whispers: Array<Message>, };

/**
 * What is wrong with one field.
 */
export type Wrong = { 
/**
 * Its path in what was sent: `agenda[2].pages[0].title`.
 */
field: string, 
/**
 * Why. Clients switch on it.
 */
reason: Reason, 
/**
 * What the field is held to, in its own unit.
 */
limit?: number, };
