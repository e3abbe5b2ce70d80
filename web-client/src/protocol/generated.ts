// Made from the Rust types; `RONDO_BLESS=1 cargo test --test generated` makes it again.
// They are of messages in which `whole.ts` has filled in what the server leaves out.

export const SUBPROTOCOL = "rondo.v2";
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
  4013: { code: "denied", retry_after_ms: null },
  4015: { code: "not_agreed", retry_after_ms: null },
  4006: { code: "no_such_room", retry_after_ms: null },
  4007: { code: "slow_reader", retry_after_ms: 250 },
  4008: { code: "too_fast", retry_after_ms: 10000 },
  4009: { code: "silent", retry_after_ms: 250 },
  4010: { code: "too_many_sockets", retry_after_ms: null },
  4011: { code: "signed_out", retry_after_ms: null },
  4012: { code: "series_lost", retry_after_ms: null },
  4014: { code: "doors_closed", retry_after_ms: null },
  4016: { code: "moved", retry_after_ms: 250 },
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
    "greeter",
    "backup"
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
          "type": "where_presenter_advances"
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
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "react",
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
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "take_back",
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
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "take_back_others",
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
        },
        {
          "type": "no"
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
          "type": "where_presenter_advances"
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
      "capability": "keep_order",
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
          "type": "where_presenter_advances"
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
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "set_door",
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
        },
        {
          "type": "no"
        }
      ]
    },
    {
      "capability": "step_aside",
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
        },
        {
          "type": "yes"
        }
      ]
    },
    {
      "capability": "answer_help",
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
export const AGENDA_LIMITS = {"breath_ms_max":60000,"feedback_replies_max":10,"items_max":20,"keep_days_max":30,"meeting_minutes_max":480,"minutes_max":180,"name_chars_max":80,"page_text_chars_max":4000,"pages_max":20,"share_ms_min":15000,"text_chars_max":2000,"texts_chars_max":24000,"timing_ms_max":3600000,"timing_ms_min":1000} as const;

/** All that a room keeps about people. */
export const KEPT: readonly Kept[] = [
  {
    "thing": "words",
    "of": "everyone",
    "until": "meeting_ends",
    "read_by": "group"
  },
  {
    "thing": "presence",
    "of": "everyone",
    "until": "meeting_ends",
    "read_by": "group"
  },
  {
    "thing": "transcripts",
    "of": "everyone",
    "until": "days_over",
    "read_by": "group"
  },
  {
    "thing": "requests",
    "of": "everyone",
    "until": "expired",
    "read_by": "leads"
  },
  {
    "thing": "name",
    "of": "everyone",
    "until": "room_archived",
    "read_by": "group"
  },
  {
    "thing": "seat",
    "of": "everyone",
    "until": "always",
    "read_by": "group"
  },
  {
    "thing": "seat_secrets",
    "of": "everyone",
    "until": "always",
    "read_by": "nobody"
  },
  {
    "thing": "notices",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "operator"
  },
  {
    "thing": "adult",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "guidelines",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "consents",
    "of": "everyone",
    "until": "always",
    "read_by": "leads"
  },
  {
    "thing": "emergency",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "leads"
  },
  {
    "thing": "invite",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "invite_labels",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "leads"
  },
  {
    "thing": "entered",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "start_order",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "duties",
    "of": "everyone",
    "until": "expired",
    "read_by": "group"
  },
  {
    "thing": "seat_account",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "operator_user",
    "of": "everyone",
    "until": "always",
    "read_by": "nobody"
  },
  {
    "thing": "ban",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "leads"
  },
  {
    "thing": "acts",
    "of": "everyone",
    "until": "always",
    "read_by": "host"
  },
  {
    "thing": "missed_calls",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "host"
  },
  {
    "thing": "concerns",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "host"
  },
  {
    "thing": "mail_address",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "oneself"
  },
  {
    "thing": "on_call",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "host"
  },
  {
    "thing": "mails",
    "of": "everyone",
    "until": "expired",
    "read_by": "host"
  },
  {
    "thing": "calendars",
    "of": "everyone",
    "until": "taken_back",
    "read_by": "nobody"
  },
  {
    "thing": "places",
    "of": "everyone",
    "until": "date_over",
    "read_by": "leads"
  },
  {
    "thing": "attendance",
    "of": "everyone",
    "until": "room_archived",
    "read_by": "leads"
  },
  {
    "thing": "meetings",
    "of": "everyone",
    "until": "always",
    "read_by": "operator"
  },
  {
    "thing": "account",
    "of": "accounts",
    "until": "always",
    "read_by": "administrators"
  },
  {
    "thing": "sessions",
    "of": "accounts",
    "until": "expired",
    "read_by": "oneself"
  },
  {
    "thing": "known_browsers",
    "of": "accounts",
    "until": "expired",
    "read_by": "nobody"
  },
  {
    "thing": "account_links",
    "of": "accounts",
    "until": "expired",
    "read_by": "nobody"
  },
  {
    "thing": "second_factor",
    "of": "accounts",
    "until": "taken_back",
    "read_by": "nobody"
  },
  {
    "thing": "challenges",
    "of": "accounts",
    "until": "expired",
    "read_by": "nobody"
  },
  {
    "thing": "identity",
    "of": "accounts",
    "until": "taken_back",
    "read_by": "nobody"
  },
  {
    "thing": "program_keys",
    "of": "accounts",
    "until": "taken_back",
    "read_by": "administrators"
  },
  {
    "thing": "answers",
    "of": "accounts",
    "until": "expired",
    "read_by": "oneself"
  },
  {
    "thing": "leading",
    "of": "accounts",
    "until": "taken_back",
    "read_by": "leads"
  },
  {
    "thing": "templates",
    "of": "accounts",
    "until": "taken_back",
    "read_by": "oneself"
  }
];

/** What a new room is set to. */
export const DEFAULT_SETTINGS: Record<RoomKind, Settings> = { peer_led: {
  "admission": "everyone",
  "limit": "soft",
  "show_earlier": false,
  "reactions": false,
  "timekeeper_calls": false,
  "co_facilitator_ends": false,
  "observer_whispers": false,
  "feedback_replies": 3,
  "keep_days": 0,
  "timing": {
    "handover_ms": 10000,
    "breath_ms": 5000,
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
  "feedback_replies": 3,
  "keep_days": 0,
  "timing": {
    "handover_ms": 10000,
    "breath_ms": 5000,
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
 * The item's name, shown to everyone.
 */
name: string, 
/**
 * The text that everyone sees while the item runs, such as a reading, a question or
 * instructions. It may be empty.
 */
text: string, 
/**
 * What a lead may say and do in the item. Only leads are shown it; for everyone else it is empty.
 */
script: string, 
/**
 * Sentences that leads may put into the field in the item, one a line; empty for the usual ones. Only leads
 * are shown them; for everyone else it is empty.
 */
prompts: string, 
/**
 * The item's material, page by page. It may be empty.
 */
pages: Array<Page>, 
/**
 * The planned length in minutes.
 */
minutes: number, 
/**
 * How the floor moves in the item.
 */
mode: Mode, 
/**
 * Whether others may answer a sharer.
 */
crosstalk: Crosstalk, 
/**
 * The length of one share in milliseconds; 0 if shares are untimed.
 */
share_ms: number, 
/**
 * Whether a presenter may advance from the item too.
 */
presenter_advances: boolean, 
/**
 * Whether this is the closing round, whose time no other item may use up.
 */
closing: boolean, 
/**
 * Whether members propose topics and choose among them while the item runs.
 */
chooses_topics: boolean, 
/**
 * Whether people may react to what is said in the item; null if the room's setting counts.
 */
reactions: boolean | null, 
/**
 * Whether the shares of a sealed round are shown one after the other rather than together.
 */
one_by_one: boolean, };

/**
 * A duty of somebody in a meeting.
 */
export type Assignment = { 
/**
 * The duty.
 */
duty: Duty, 
/**
 * Who has it.
 */
who: ParticipantId, 
/**
 * The name of the one who has it; empty if it was noted before names were.
 */
name: string, 
/**
 * Whether they were here and got what goes with it.
 */
given: boolean, 
/**
 * Whether a lead gave it to somebody else before they came.
 */
passed_on: boolean, };

/**
 * Something a person may or may not do: a row of the permission table.
 */
export type Capability = "post_open" | "post_during_turn" | "reply" | "take_turns" | "ask_feedback" | "whisper_leads" | "whisper_one" | "write_to_waiting" | "react" | "take_back" | "take_back_others" | "nudge_extend" | "call_next" | "keep_order" | "name_next" | "advance" | "change_mode" | "arrange_agenda" | "turn_pages" | "propose_topics" | "admit" | "set_door" | "mute" | "remove" | "ban" | "step_aside" | "pause_floor" | "hand_out_roles" | "open_meeting" | "end_meeting" | "volunteer" | "ask_for_help" | "answer_help" | "leave";

/**
 * What the permission table says of one capability and one column.
 */
export type Cell = { "type": "no" } | { "type": "yes" } | { "type": "if_enabled", "setting": Setting } | { "type": "in_tag" } | { "type": "where_presenter_advances" } | { "type": "peer_led_only" };

/**
 * A frame from a client.
 */
export type ClientMessage = { "type": "hello", 
/**
 * The entry token, a JWT.
 */
token: string, 
/**
 * Where the client left off, if it comes back; null if it is new.
 */
resume: Resume | null, } | { "type": "command", 
/**
 * The client's own number for the command, unique on this socket. It comes back in the answer.
 */
ref: number, 
/**
 * The client's own name for the command, 1 to 40 characters of `A-Z a-z 0-9 _ -`. A command
 * that is sent again with the same id, on any socket of the same person, happens once.
 */
id: string, 
/**
 * The command.
 */
command: Command, } | { "type": "typing", 
/**
 * The holder's turn.
 */
turn: TurnId, 
/**
 * Whether the holder says that more is coming, as `...` does in a text chat.
 */
more: boolean, } | { "type": "looks", 
/**
 * True if they look at the page.
 */
looks: boolean, } | { "type": "renew", 
/**
 * The client's own number for the request. It comes back in the answer.
 */
ref: number, 
/**
 * A fresh token from the operator; null asks the server to renew a token of its own.
 */
token: string | null, } | { "type": "history", 
/**
 * The client's own number for the request. It comes back in the answer.
 */
ref: number, 
/**
 * The message before which the page ends.
 */
before: MessageId, } | { "type": "ping", 
/**
 * The client's own number for the request. It comes back in the answer.
 */
ref: number, };

/**
 * Why the server closes a socket.
 */
export type CloseCode = "finished" | "restarting" | "server_error" | "protocol_error" | "not_text" | "not_utf8" | "too_large" | "hello_timeout" | "token_invalid" | "token_expired" | "revoked" | "removed" | "denied" | "not_agreed" | "no_such_room" | "slow_reader" | "too_fast" | "silent" | "too_many_sockets" | "signed_out" | "series_lost" | "doors_closed" | "moved";

/**
 * What a person can be: a role, a service, or the holder of the floor. It is a column of the
 * permission table.
 */
export type Column = "member" | "holder" | "timekeeper" | "co_facilitator" | "facilitator" | "therapist" | "co_therapist" | "observer" | "presenter" | "greeter" | "backup";

/**
 * Everything a participant may ask of a meeting.
 *
 * A command that moves the floor or the agenda names the turn, the round or the item it moves from.
 * If the meeting has moved on since, it is refused as `stale`.
 */
export type Command = { "type": "join", 
/**
 * The version of the guidelines that the person accepts.
 */
guidelines_version: number, 
/**
 * Whether the person says that they are an adult.
 */
adult: boolean, 
/**
 * A pseudonym, for a person who has none in this room yet because they came with an
 * operator's token.
 */
name: string | null, } | { "type": "leave", 
/**
 * True for the quick exit, which only the leads are told of.
 */
quiet: boolean, } | { "type": "open_meeting", } | { "type": "end_meeting", } | { "type": "admit", 
/**
 * The person to let in.
 */
who: ParticipantId, } | { "type": "send_to_door", 
/**
 * The person to send back.
 */
who: ParticipantId, } | { "type": "put_off", 
/**
 * The person who waits.
 */
who: ParticipantId, 
/**
 * What the lead writes to them; null for nothing.
 */
word: string | null, } | { "type": "set_door", 
/**
 * How they come in.
 */
door: Door, } | { "type": "deny", 
/**
 * The person to send away.
 */
who: ParticipantId, } | { "type": "post", 
/**
 * The text.
 */
text: string, 
/**
 * A content note: the message stays covered until a reader opens it. Null for none.
 */
note: string | null, } | { "type": "whisper", 
/**
 * The person to write to; null for the leads.
 */
to: ParticipantId | null, 
/**
 * The text.
 */
text: string, } | { "type": "whisper_alone", 
/**
 * The person to write to.
 */
to: ParticipantId, 
/**
 * The text.
 */
text: string, } | { "type": "react", 
/**
 * The message.
 */
message: MessageId, 
/**
 * The reaction.
 */
reaction: Reaction, } | { "type": "take_back", 
/**
 * The message.
 */
message: MessageId, } | { "type": "take_back_other", 
/**
 * The message.
 */
message: MessageId, 
/**
 * The reason, for the audit trail.
 */
reason: TakeBackReason, } | { "type": "take_back_all", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * The reason, for the audit trail.
 */
reason: TakeBackReason, } | { "type": "cover", 
/**
 * The message.
 */
message: MessageId, 
/**
 * The note, one line.
 */
note: string, } | { "type": "ask_for_help", } | { "type": "see_help", 
/**
 * The person who asked for help.
 */
who: ParticipantId, } | { "type": "claim_help", 
/**
 * The person who asked for help.
 */
who: ParticipantId, 
/**
 * True to be with them.
 */
on: boolean, } | { "type": "answer_offer", 
/**
 * What is offered.
 */
what: Offered, 
/**
 * True to take it.
 */
yes: boolean, } | { "type": "withdraw_offer", 
/**
 * The person who was asked.
 */
who: ParticipantId, 
/**
 * What was offered.
 */
what: Offered, } | { "type": "ask_to_speak", 
/**
 * True to ask.
 */
on: boolean, } | { "type": "step_aside", 
/**
 * The person to step aside with.
 */
who: ParticipantId, } | { "type": "end_aside", 
/**
 * The person with whom a lead stepped aside.
 */
who: ParticipantId, } | { "type": "answer_observer", 
/**
 * The person who would observe, or does.
 */
who: ParticipantId, 
/**
 * True to agree.
 */
yes: boolean, } | { "type": "accept", 
/**
 * The turn that is offered.
 */
turn: TurnId, } | { "type": "start_timer", 
/**
 * The sender's turn.
 */
turn: TurnId, } | { "type": "pass", 
/**
 * The sender's turn; null if they do not have the floor.
 */
turn: TurnId | null, } | { "type": "defer", 
/**
 * The sender's turn; null if they do not have the floor.
 */
turn: TurnId | null, } | { "type": "done", 
/**
 * The sender's turn.
 */
turn: TurnId, } | { "type": "ask_for_more", 
/**
 * The sender's turn.
 */
turn: TurnId, } | { "type": "object", } | { "type": "ask_feedback", 
/**
 * The sender's turn.
 */
turn: TurnId, 
/**
 * What they want.
 */
kind: FeedbackKind, } | { "type": "stop_feedback", 
/**
 * The sender's turn.
 */
turn: TurnId, } | { "type": "name_next", 
/**
 * The turn whose holder names the next.
 */
turn: TurnId, 
/**
 * The person who is next.
 */
who: ParticipantId, } | { "type": "raise_hand", } | { "type": "lower_hand", } | { "type": "listen_only", 
/**
 * True to only listen.
 */
on: boolean, } | { "type": "set_multiplier", 
/**
 * The length in percent of the usual one: 100, 150 or 200.
 */
percent: number, } | { "type": "start_round", 
/**
 * The current item.
 */
item: ItemIndex, } | { "type": "close_round", 
/**
 * The running round.
 */
round: RoundId, } | { "type": "write_sealed", 
/**
 * The sealed round.
 */
round: RoundId, 
/**
 * The text.
 */
text: string, 
/**
 * A content note, as for a message to everyone. Null for none.
 */
note: string | null, } | { "type": "pass_sealed", 
/**
 * The sealed round.
 */
round: RoundId, } | { "type": "take_back_sealed", 
/**
 * The sealed round.
 */
round: RoundId, } | { "type": "open_sealed", 
/**
 * The sealed round.
 */
round: RoundId, 
/**
 * How many shares of it were shown already.
 */
shown: number, } | { "type": "call_next", 
/**
 * The current turn; null if the floor is free.
 */
from: TurnId | null, } | { "type": "give_floor", 
/**
 * The current turn; null if the floor is free.
 */
from: TurnId | null, 
/**
 * The person who gets the floor.
 */
to: ParticipantId, } | { "type": "take_floor", 
/**
 * The current turn.
 */
turn: TurnId, } | { "type": "nudge", 
/**
 * The current turn.
 */
turn: TurnId, } | { "type": "extend", 
/**
 * The current turn.
 */
turn: TurnId, } | { "type": "move_in_order", 
/**
 * The person to move.
 */
who: ParticipantId, 
/**
 * The person they go before; null moves them to the end.
 */
before: ParticipantId | null, } | { "type": "advance", 
/**
 * The current item.
 */
from: ItemIndex, 
/**
 * The item to go to; null for the next one to come.
 */
to: ItemIndex | null, } | { "type": "arrange_agenda", 
/**
 * The current item.
 */
current: ItemIndex, 
/**
 * All items to come, the next one first, without the current one.
 */
coming: Array<ItemIndex>, } | { "type": "move_time", 
/**
 * The current item.
 */
current: ItemIndex, 
/**
 * The item that gives minutes.
 */
from: ItemIndex, 
/**
 * The item that gets them.
 */
to: ItemIndex, 
/**
 * How many minutes.
 */
minutes: number, } | { "type": "turn_page", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * The page to show, from 0.
 */
page: number, } | { "type": "propose_topic", 
/**
 * The topic, one line.
 */
text: string, } | { "type": "withdraw_topic", 
/**
 * The topic.
 */
topic: TopicId, } | { "type": "choose_topic", 
/**
 * The topic.
 */
topic: TopicId, 
/**
 * True to choose it.
 */
on: boolean, } | { "type": "take_up_topic", 
/**
 * The topic; null for none.
 */
topic: TopicId | null, } | { "type": "change_mode", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * The mode from now on.
 */
mode: Mode, 
/**
 * The cross-talk from now on.
 */
crosstalk: Crosstalk, } | { "type": "switch_reactions", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * True if they may from now on.
 */
on: boolean, } | { "type": "pause_floor", } | { "type": "hold_silence", 
/**
 * How long it is, in seconds: from 10 to 600.
 */
seconds: number, } | { "type": "resume_floor", } | { "type": "mute", 
/**
 * The person to mute.
 */
who: ParticipantId, 
/**
 * For how long, in milliseconds; null until the mute is lifted.
 */
for_ms: number | null, } | { "type": "unmute", 
/**
 * The person who is muted.
 */
who: ParticipantId, } | { "type": "mute_all", } | { "type": "unmute_all", } | { "type": "remove", 
/**
 * The person to remove.
 */
who: ParticipantId, 
/**
 * The reason, for the audit trail.
 */
reason: RemovalReason, } | { "type": "ban", 
/**
 * The person to ban.
 */
who: ParticipantId, 
/**
 * The reason, for the audit trail.
 */
reason: RemovalReason, } | { "type": "give_role", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * Their role from now on.
 */
role: Role, } | { "type": "set_service", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * The service.
 */
service: Service, 
/**
 * True to give it, false to take it back.
 */
on: boolean, } | { "type": "hand_over_lead", 
/**
 * The person who would lead.
 */
to: ParticipantId, } | { "type": "volunteer", };

/**
 * Whether others may answer a sharer.
 */
export type Crosstalk = "none" | "on_request" | "free";

/**
 * Which session of a series a date is. Cancelled ones don't count.
 */
export type DateNumber = { 
/**
 * Counts from 1.
 */
session: number, 
/**
 * How many there are in all.
 */
of: number, };

/**
 * One date of a series.
 */
export type DateView = { 
/**
 * Names the date in its series: its local start as it was first planned. It stays when the date is
 * moved.
 */
key: string, 
/**
 * The IANA time zone in which the host planned it.
 */
zone: string, 
/**
 * When it begins on a clock in that zone, such as `2026-12-01T19:00`.
 */
local: string, 
/**
 * When it begins, in unix milliseconds, as are the moments below.
 */
starts_at: UnixMs, 
/**
 * When it is planned to end.
 */
ends_at: UnixMs, 
/**
 * Whether it was moved from where the rule has it.
 */
moved: boolean, 
/**
 * Whether it was added beside those of the rule.
 */
added: boolean, 
/**
 * Whether it is cancelled.
 */
cancelled: boolean, 
/**
 * What the host says about it. May be empty.
 */
note: string, 
/**
 * Which session it is; null in a series without an end, and if it is cancelled.
 */
number: DateNumber | null, 
/**
 * Leads may come from then on.
 */
leads_from: UnixMs, 
/**
 * Members may come from then on.
 */
members_from: UnixMs, 
/**
 * The door closes then for everyone who was not in; null if it stays open.
 */
late_at: UnixMs | null, 
/**
 * The date is missed then, unless a lead has opened it.
 */
missed_at: UnixMs, };

/**
 * What a rehearsal held, and what one of its leads did.
 */
export type Debrief = { 
/**
 * The hard moments that came while they led or that they did something about, in order.
 */
met: Array<MetMoment>, 
/**
 * The hard moments that were chosen and did not come.
 */
not_met: Array<HardMoment>, };

/**
 * How a person left a meeting.
 */
export type Departure = "left" | "left_quietly" | "denied" | "removed" | "banned" | "not_agreed" | "revoked";

/**
 * How people come in today. A meeting begins with the room's choice, and leads may change it.
 */
export type Door = "everyone" | "one_by_one" | "closed";

/**
 * What leads and greeters are told of a person, for the door and after it.
 */
export type DoorNote = { 
/**
 * Whether they had never been in a meeting of the room when they came.
 */
first_time: boolean, 
/**
 * What the leads call the invitation they came by, shown to leads only; null if it has no label.
 */
label: string | null, 
/**
 * Whether a lead asked them to wait a little longer.
 */
put_off: boolean, };

/**
 * What somebody does for one meeting.
 */
export type Duty = "lead" | "second_lead" | "timekeeper" | "greeter" | "presenter";

/**
 * Something that happened in a meeting. It carries the new value of what it changed.
 *
 * `by` names the person who caused it; it is null when the server did, by a rule or a setting. What
 * each person is told of an event may be less than what happened.
 */
export type Event = { "type": "created", 
/**
 * The room's settings and agenda, as the meeting uses them.
 */
config: MeetingConfig, } | { "type": "knocked", 
/**
 * The person as they are now.
 */
person: Person, 
/**
 * The version of the guidelines that they accepted.
 */
guidelines_version: number, 
/**
 * Whether only a lead lets them in, however the door stands.
 */
held: boolean, } | { "type": "held", 
/**
 * The person who waits.
 */
who: ParticipantId, } | { "type": "admitted", 
/**
 * The person as they are now.
 */
person: Person, 
/**
 * The lead who let them in; null if the settings did, and to those who don't see the door.
 */
by: ParticipantId | null, 
/**
 * Whether others took the person to be in the meeting all along, since they had left quietly or
 * were sent back to the waiting room. Leads and greeters alone see this event then; to others a
 * connection is back.
 */
seemed_in: boolean, } | { "type": "sent_to_door", 
/**
 * The person as they are now.
 */
person: Person, 
/**
 * The lead who did it.
 */
by: ParticipantId, } | { "type": "put_off", 
/**
 * The person who waits.
 */
who: ParticipantId, 
/**
 * The lead who asked them.
 */
by: ParticipantId, } | { "type": "door_changed", 
/**
 * How they come in.
 */
door: Door, 
/**
 * The lead who changed it; null if it closed for those who come late.
 */
by: ParticipantId | null, } | { "type": "departed", 
/**
 * The person who is gone.
 */
who: ParticipantId, 
/**
 * The place they were in before.
 */
was: Place, 
/**
 * Whether others took the person to be in the meeting until now, since they had left quietly or
 * were sent back to the waiting room. Leads alone are told.
 */
seemed_in: boolean, 
/**
 * How they went.
 */
how: Departure, 
/**
 * The lead who sent them away; null if nobody did, and to those who may not know.
 */
by: ParticipantId | null, 
/**
 * The reason that the lead gave; null if they were not removed, and to those who may not know.
 */
reason: RemovalReason | null, } | { "type": "connection_lost", 
/**
 * The person who is offline.
 */
who: ParticipantId, } | { "type": "connection_back", 
/**
 * The person who is online.
 */
who: ParticipantId, } | { "type": "reachable_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * True if they can.
 */
on: boolean, } | { "type": "duties_noted", 
/**
 * Each duty that somebody has.
 */
duties: Array<Assignment>, } | { "type": "last_start_noted", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * When they did.
 */
last: LastStart, } | { "type": "restarted", } | { "type": "restart_over", } | { "type": "opened", 
/**
 * The lead who opened it.
 */
by: ParticipantId, 
/**
 * When it is planned to end; null if that is when the minutes of its agenda are over.
 */
planned_end_ms: FloorMs | null, } | { "type": "ended", 
/**
 * Why it ended.
 */
reason: MeetingEnd, 
/**
 * The lead who ended it; null if nobody did.
 */
by: ParticipantId | null, } | { "type": "item_started", 
/**
 * The item that started.
 */
item: ItemIndex, 
/**
 * The person who advanced the agenda; null if the server did.
 */
by: ParticipantId | null, 
/**
 * Floor time at which it started.
 */
floor_ms: FloorMs, 
/**
 * The items still to come, the next one first.
 */
coming: Array<ItemIndex>, } | { "type": "agenda_arranged", 
/**
 * The items still to come, the next one first.
 */
coming: Array<ItemIndex>, 
/**
 * The lead who arranged them.
 */
by: ParticipantId, } | { "type": "time_moved", 
/**
 * The item that gave minutes.
 */
from: ItemIndex, 
/**
 * The minutes that it has now.
 */
from_minutes: number, 
/**
 * The item that got them.
 */
to: ItemIndex, 
/**
 * The minutes that it has now.
 */
to_minutes: number, 
/**
 * The lead who moved them.
 */
by: ParticipantId, } | { "type": "page_turned", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * The page that is shown, from 0.
 */
page: number, 
/**
 * The person who turned it.
 */
by: ParticipantId, } | { "type": "topic_proposed", 
/**
 * The new topic.
 */
topic: Topic, } | { "type": "topic_withdrawn", 
/**
 * The topic that is gone.
 */
topic: TopicId, 
/**
 * Its proposer, or the lead who took it back.
 */
by: ParticipantId, } | { "type": "topic_chosen", 
/**
 * The topic.
 */
topic: TopicId, 
/**
 * The person who chose.
 */
who: ParticipantId, 
/**
 * True if the person chooses the topic now.
 */
on: boolean, } | { "type": "topic_taken_up", 
/**
 * The current topic; null if there is none.
 */
topic: TopicId | null, 
/**
 * The lead who took it up; null if it is the most chosen one at the end of the choosing.
 */
by: ParticipantId | null, } | { "type": "item_time_told", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * The minutes that are left: 5, 1 or 0.
 */
minutes_left: number, } | { "type": "half_time_told", 
/**
 * The members who have written nothing to everyone so far, in the order of the circle.
 */
unheard: Array<ParticipantId>, } | { "type": "mode_changed", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * The mode from now on.
 */
mode: Mode, 
/**
 * The cross-talk from now on.
 */
crosstalk: Crosstalk, 
/**
 * The lead who changed it.
 */
by: ParticipantId, } | { "type": "reactions_switched", 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * True if they may.
 */
on: boolean, 
/**
 * The lead who changed it.
 */
by: ParticipantId, } | { "type": "floor_paused", 
/**
 * Why it was paused.
 */
reason: PauseReason, 
/**
 * The lead who paused it; null if the server did.
 */
by: ParticipantId | null, 
/**
 * When it goes on by itself, in meeting time: the end of a silence. Null if it does not.
 */
until_ms: MeetingMs | null, 
/**
 * The stopped clock.
 */
clock: FloorClock, } | { "type": "floor_resumed", 
/**
 * The lead who resumed it; null if the server did.
 */
by: ParticipantId | null, 
/**
 * The running clock.
 */
clock: FloorClock, } | { "type": "round_started", 
/**
 * The new round.
 */
round: Round, } | { "type": "slot_changed", 
/**
 * The round.
 */
round: RoundId, 
/**
 * The slot as it is now. It replaces the slot of the same person, or is the last one.
 */
slot: Slot, } | { "type": "order_changed", 
/**
 * The round.
 */
round: RoundId, 
/**
 * All slots in the new order.
 */
slots: Array<Slot>, 
/**
 * The lead who reordered them; null if the server did.
 */
by: ParticipantId | null, } | { "type": "round_phase_changed", 
/**
 * The round.
 */
round: RoundId, 
/**
 * What the round does now.
 */
phase: RoundPhase, } | { "type": "round_set_aside", 
/**
 * The round that waits.
 */
round: RoundId, } | { "type": "round_resumed", 
/**
 * The round that runs again.
 */
round: Round, } | { "type": "round_closed", 
/**
 * The round that is over.
 */
round: RoundId, 
/**
 * Those in the meeting who take turns and neither shared nor passed.
 */
unheard: Array<ParticipantId>, } | { "type": "sealed_changed", 
/**
 * The round as it is now.
 */
sealed: SealedRound, 
/**
 * The person who opened it or showed what comes next; null if nobody did.
 */
by: ParticipantId | null, } | { "type": "sealed_share_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * What they have in it; null if they took it back, and when it is shown.
 */
share: SealedShare | null, } | { "type": "turn_changed", 
/**
 * The turn as it is now.
 */
turn: Turn, 
/**
 * Why it changed.
 */
cause: TurnCause, } | { "type": "turn_warned", 
/**
 * The turn.
 */
turn: TurnId, 
/**
 * The time that is left, in milliseconds.
 */
left_ms: number, } | { "type": "turn_ended", 
/**
 * The turn that is over.
 */
turn: TurnId, 
/**
 * The person who held it.
 */
holder: ParticipantId, 
/**
 * Why it ended. Only leads and the holder are told of a mute; to others a lead moved on.
 */
reason: TurnEnd, 
/**
 * Whether it counts as a share of the holder.
 */
shared: boolean, } | { "type": "feedback_asked", 
/**
 * The turn.
 */
turn: TurnId, 
/**
 * The sharer.
 */
who: ParticipantId, 
/**
 * What they want.
 */
kind: FeedbackKind, } | { "type": "more_time_changed", 
/**
 * The request that stands now; null if there is none.
 */
more_time: MoreTime | null, } | { "type": "queue_changed", 
/**
 * All raised hands, in the order in which they will be called.
 */
queue: Array<Hand>, 
/**
 * The lead who reordered it; null if it changed in another way.
 */
by: ParticipantId | null, } | { "type": "posted", 
/**
 * The message.
 */
message: Message, } | { "type": "whispered", 
/**
 * The message; its `to` is null if it is to the leads.
 */
message: Message, } | { "type": "reacted", 
/**
 * The message.
 */
message: MessageId, 
/**
 * The person who reacted.
 */
who: ParticipantId, 
/**
 * The reaction.
 */
reaction: Reaction, 
/**
 * True if it was added, false if it was taken back.
 */
on: boolean, } | { "type": "taken_back", 
/**
 * The messages, all of one person.
 */
messages: Array<MessageId>, 
/**
 * The person who wrote them.
 */
from: ParticipantId, 
/**
 * Whether the writer or a lead took them back.
 */
by: TakenBackBy, 
/**
 * The lead who did it; null if the writer did, and for others than leads.
 */
lead: ParticipantId | null, 
/**
 * The reason that the lead gave; null if the writer did it, and for others than leads.
 */
reason: TakeBackReason | null, } | { "type": "covered", 
/**
 * The message.
 */
message: MessageId, 
/**
 * The person who wrote it.
 */
from: ParticipantId, 
/**
 * The note, which replaces the writer's own.
 */
note: string, 
/**
 * The lead who did it; null for others than leads.
 */
by: ParticipantId | null, } | { "type": "help_changed", 
/**
 * The person who needs help.
 */
who: ParticipantId, 
/**
 * The call as it is now.
 */
call: HelpCall, } | { "type": "help_unread", 
/**
 * The person who needs help.
 */
who: ParticipantId, 
/**
 * Meeting time at which they asked.
 */
asked_ms: MeetingMs, } | { "type": "observer_asked", 
/**
 * The person who would observe.
 */
who: ParticipantId, 
/**
 * Their name.
 */
name: string, 
/**
 * The lead who asks; null if the room does, since somebody takes part who was not asked.
 */
by: ParticipantId | null, 
/**
 * Meeting time until which people answer.
 */
until_ms: MeetingMs, } | { "type": "observer_answered", 
/**
 * The person who would observe, or does.
 */
who: ParticipantId, 
/**
 * The person who answered.
 */
by: ParticipantId, 
/**
 * True if they agree.
 */
yes: boolean, } | { "type": "observer_question_over", 
/**
 * The person who would observe, or did.
 */
who: ParticipantId, 
/**
 * Whether everybody agrees.
 */
agreed: boolean, } | { "type": "offer_made", 
/**
 * What is asked.
 */
offer: Offer, } | { "type": "offer_over", 
/**
 * The person who was asked.
 */
who: ParticipantId, 
/**
 * What was offered.
 */
what: Offered, 
/**
 * Whether they took it.
 */
taken: boolean, 
/**
 * The person themselves, or the lead who took it back; null if it can no longer be taken.
 */
by: ParticipantId | null, } | { "type": "speak_asked", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * True if they ask.
 */
on: boolean, } | { "type": "aside_changed", 
/**
 * The lead.
 */
lead: ParticipantId, 
/**
 * The person with whom the lead stepped aside.
 */
who: ParticipantId, 
/**
 * True if they are aside now.
 */
on: boolean, 
/**
 * The person who began or ended it; null if it ended since one of the two left, or leads no more.
 */
by: ParticipantId | null, } | { "type": "mute_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * The mute that stands now; null if there is none.
 */
mute: Mute | null, 
/**
 * The lead who changed it; null if its time was over, and to the person themselves.
 */
by: ParticipantId | null, } | { "type": "everyone_muted", 
/**
 * True if everyone is muted now.
 */
on: boolean, 
/**
 * The lead who changed it. Only leads see who it was.
 */
by: ParticipantId | null, 
/**
 * The floor's clock from now on.
 */
clock: FloorClock, } | { "type": "role_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * Their role from now on.
 */
role: Role, 
/**
 * The lead who gave it; null if it came with the lead of the meeting, with the room that was handed
 * on, or with a duty that was agreed before.
 */
by: ParticipantId | null, } | { "type": "service_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * The service.
 */
service: Service, 
/**
 * True if it was given, false if it was taken back.
 */
on: boolean, 
/**
 * The lead who did it; null if it came with a duty that was agreed before.
 */
by: ParticipantId | null, } | { "type": "lead_changed", 
/**
 * The person who leads now.
 */
lead: ParticipantId, 
/**
 * Why the lead changed.
 */
reason: LeadChange, } | { "type": "lead_lost_changed", 
/**
 * How things stand now; null if somebody leads.
 */
lost: LeadLost | null, } | { "type": "listening_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * True if they only listen.
 */
on: boolean, } | { "type": "multiplier_changed", 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * The length of their shares, in percent of the usual one.
 */
percent: number, };

/**
 * What a sharer wants back after their share.
 */
export type FeedbackKind = "nothing" | "listening" | "reactions" | "questions" | "suggestions";

/**
 * The floor of a meeting.
 */
export type Floor = { 
/**
 * The current turn; null if the floor is free.
 */
turn: Turn | null, 
/**
 * The running round; null if none runs.
 */
round: Round | null, 
/**
 * The round that waits while its item is held without rounds; null if none does.
 */
set_aside: Round | null, 
/**
 * Whether a round was closed in the current item.
 */
round_held: boolean, 
/**
 * The sealed round of the current item; null if it has none.
 */
sealed: SealedRound | null, 
/**
 * The raised hands, in the order in which they will be called.
 */
queue: Array<Hand>, 
/**
 * The shares in the current item, by the order of each person's first one.
 */
shares: Array<ShareCount>, 
/**
 * The request for one more minute; null if there is none.
 */
more_time: MoreTime | null, };

/**
 * What the floor's time is at a moment of the meeting's time.
 */
export type FloorClock = { 
/**
 * Floor time when the clock was last started or stopped.
 */
floor_ms: FloorMs, 
/**
 * Meeting time since when the clock runs; null while it stands still.
 */
running_since_ms: MeetingMs | null, };

/**
 * A moment in floor time: milliseconds since the meeting was opened, without the time that the
 * floor was paused. A pause therefore moves no deadline of the floor.
 */
export type FloorMs = number;

/**
 * A raised hand.
 */
export type Hand = { 
/**
 * The person whose hand it is.
 */
who: ParticipantId, 
/**
 * Meeting time at which it was raised.
 */
raised_ms: MeetingMs, 
/**
 * Floor time at which it falls because the person is offline; null while they are online.
 */
falls_ms: FloorMs | null, 
/**
 * The length of the share in milliseconds, if a lost connection cut it; 0 for the usual length.
 */
share_ms_min: number, };

/**
 * What makes a meeting hard to lead.
 */
export type HardMoment = "advice" | "dominating" | "help";

/**
 * A person's call for help, and what became of it.
 */
export type HelpCall = { 
/**
 * Meeting time at which they asked, the last time if they asked again.
 */
asked_ms: MeetingMs, 
/**
 * The people it was sent to: the leads who were here then or came since, and the backup once it
 * was repeated.
 */
told: Array<ParticipantId>, 
/**
 * The people who had it on their screen.
 */
read_by: Array<ParticipantId>, 
/**
 * Whether it was sent again because nobody read it in time.
 */
repeated: boolean, 
/**
 * Whether it is for the backup too, as every later call of the same person is.
 */
for_backup: boolean, 
/**
 * The person who said that they are with the caller; null if nobody did. The caller is not told.
 */
claimed_by: ParticipantId | null, 
/**
 * The person who wrote to the caller since; null if nobody did.
 */
answered_by: ParticipantId | null, };

/**
 * An item's place in the agenda as it was planned, from 0. It keeps it when the order changes.
 */
export type ItemIndex = number;

/**
 * When an agenda item was held. Both moments are floor time.
 */
export type ItemTime = { 
/**
 * The item.
 */
item: ItemIndex, 
/**
 * When it started.
 */
started_ms: FloorMs, 
/**
 * When it ended; null while it runs.
 */
ended_ms: FloorMs | null, };

/**
 * A kind of thing about people that is stored, and how.
 */
export type Kept = { 
/**
 * What it is.
 */
thing: KeptThing, 
/**
 * Whom it is about.
 */
of: KeptOf, 
/**
 * How long it is kept.
 */
until: KeptUntil, 
/**
 * Who can read it.
 */
read_by: KeptReader, };

/**
 * Whom a thing is about.
 */
export type KeptOf = "everyone" | "accounts";

/**
 * Who can read a thing. The operator of the server can read all that somebody can read.
 */
export type KeptReader = "nobody" | "operator" | "oneself" | "host" | "leads" | "administrators" | "group";

/**
 * A kind of thing about people that is stored.
 */
export type KeptThing = "words" | "presence" | "name" | "seat" | "requests" | "seat_secrets" | "adult" | "guidelines" | "consents" | "emergency" | "invite" | "invite_labels" | "notices" | "entered" | "start_order" | "duties" | "seat_account" | "operator_user" | "ban" | "acts" | "missed_calls" | "concerns" | "mail_address" | "on_call" | "mails" | "calendars" | "places" | "attendance" | "meetings" | "account" | "sessions" | "known_browsers" | "account_links" | "second_factor" | "challenges" | "identity" | "transcripts" | "program_keys" | "answers" | "leading" | "templates";

/**
 * How long a thing is kept.
 */
export type KeptUntil = "meeting_ends" | "days_over" | "room_archived" | "date_over" | "taken_back" | "expired" | "always";

/**
 * A meeting that is over.
 */
export type LastMeeting = { 
/**
 * When it ended, in unix milliseconds.
 */
ended_at: UnixMs, 
/**
 * Whether a lead had opened it.
 */
opened: boolean, };

/**
 * When a person last was the one who starts, over all the meetings of a room. The order of the variants
 * is that in which people start.
 */
export type LastStart = { "type": "never", } | { "type": "before", 
/**
 * Orders those who did: it is larger for who started later.
 */
order: number, } | { "type": "new", };

/**
 * Where the meeting is, for someone who comes late.
 */
export type LatecomerCard = { 
/**
 * The current item.
 */
item: ItemIndex, 
/**
 * What the agenda says of it.
 */
agenda_item: AgendaItem, 
/**
 * How many items the agenda has.
 */
items: number, 
/**
 * Whether a round runs that has room for one more person.
 */
round_has_room: boolean, 
/**
 * Whether the viewer will see earlier messages.
 */
earlier_shown: boolean, };

/**
 * Something that a lead did.
 */
export type LeadAct = { 
/**
 * What they did.
 */
act: LeadActKind, 
/**
 * How long after the moment began, in milliseconds.
 */
after_ms: number, };

/**
 * What a lead did about a hard moment.
 */
export type LeadActKind = "read_call" | "claimed_call" | "whispered" | "spoke" | "covered" | "took_back" | "reminded" | "gave_time" | "moved_on" | "changed_item" | "muted" | "sent_to_door" | "removed" | "paused";

/**
 * Why somebody else leads the meeting.
 */
export type LeadChange = "arrived" | "handed_over" | "succession" | "volunteered";

/**
 * The lead of the meeting is gone. Every moment is meeting time, so that a pause of the floor does
 * not stop these clocks.
 */
export type LeadLost = { 
/**
 * When the lead was lost.
 */
since_ms: MeetingMs, 
/**
 * Until when the lead's place is held.
 */
held_until_ms: MeetingMs, 
/**
 * When the meeting ends if nobody leads by then; null while somebody may still follow.
 */
closes_ms: MeetingMs | null, 
/**
 * The person who offers to lead; null if nobody does.
 */
volunteer: ParticipantId | null, 
/**
 * When the volunteer leads if nobody objects; null if nobody volunteers.
 */
volunteer_until_ms: MeetingMs | null, };

/**
 * What happens when a share's time and grace are over.
 */
export type LimitKind = "soft" | "hard";

/**
 * What is for the viewer alone.
 */
export type Me = { 
/**
 * The viewer's id.
 */
id: ParticipantId, 
/**
 * The current turn, if the viewer holds it and was warned that its time runs out.
 */
warned_turn: TurnId | null, 
/**
 * The length of their shares in percent of the usual one.
 */
multiplier_percent: number, 
/**
 * What they have in the sealed round and is not shown yet; null if there is none.
 */
sealed: SealedShare | null, 
/**
 * For a lead, from half time on: who had written nothing to everyone then, and has not since. Null
 * before, and for everybody else.
 */
unheard: Array<ParticipantId> | null, 
/**
 * What the viewer said to each observer, and to each person who would observe.
 */
observer_answers: { [key in ParticipantId]: boolean }, };

/**
 * What a meeting knows of its room, as it was when the meeting was made. One that an earlier version made
 * may have more fields.
 */
export type MeetingConfig = { 
/**
 * The room that the meeting is of.
 */
room: RoomId, 
/**
 * The meeting's own id.
 */
meeting: MeetingId, 
/**
 * The kind of the room.
 */
kind: RoomKind, 
/**
 * The id of the format that the agenda came from.
 */
format: string, 
/**
 * How many people may be in the meeting at a time, leads included.
 */
capacity: number, 
/**
 * The version of the guidelines that everyone accepts when they join.
 */
guidelines_version: number, 
/**
 * The date that the meeting is held for; null if the room has no dates.
 */
date: MeetingDate | null, 
/**
 * The items of the meeting, in the order in which they are planned.
 */
agenda: Array<AgendaItem>, 
/**
 * What the host chose.
 */
settings: Settings, };

/**
 * When a meeting is planned, in meeting time as it was counted when the meeting was made. What was
 * before that is its beginning.
 */
export type MeetingDate = { 
/**
 * Names the date in its series, such as `2026-12-01T19:00`.
 */
key: string, 
/**
 * When the meeting is planned to begin.
 */
starts_ms: MeetingMs, 
/**
 * When it is planned to end.
 */
ends_ms: MeetingMs, 
/**
 * When the door closes for everyone who was not in; null if it stays open.
 */
late_ms: MeetingMs | null, 
/**
 * When the date is missed, unless a lead has opened the meeting.
 */
missed_ms: MeetingMs, };

/**
 * Why a meeting ended.
 */
export type MeetingEnd = "ended_by_lead" | "time_up" | "leaderless" | "empty" | "missed" | "date_changed";

/**
 * One meeting of a room.
 */
export type MeetingId = string;

/**
 * A moment in meeting time: milliseconds since the meeting was made, while a server holds it.
 * No system clock moves it, and the time that the server is down does not count.
 */
export type MeetingMs = number;

/**
 * A meeting as one person in it may see it. A client applies events to it.
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
 * The kind of the room.
 */
kind: RoomKind, 
/**
 * The id of the format that the agenda came from.
 */
format: string, 
/**
 * How many people may be in the meeting at a time.
 */
capacity: number, 
/**
 * The settings of the room.
 */
settings: Settings, 
/**
 * Where the meeting is in its life.
 */
phase: Phase, 
/**
 * How people come in.
 */
door: Door, 
/**
 * When the meeting is planned to end; null if that is when the minutes of its agenda are over.
 */
planned_end_ms: FloorMs | null, 
/**
 * The items, in the order in which they were planned.
 */
agenda: Array<AgendaItem>, 
/**
 * The current item; null before the opening.
 */
item: ItemIndex | null, 
/**
 * When each item was held, in the order in which they started.
 */
item_times: Array<ItemTime>, 
/**
 * The items still to come, the next one first.
 */
coming: Array<ItemIndex>, 
/**
 * The page of the current item's material that is shown, from 0.
 */
page: number, 
/**
 * The topics that members proposed.
 */
topics: Topics, 
/**
 * The floor's clock.
 */
clock: FloorClock, 
/**
 * Why the floor is paused; null while it is not.
 */
pause: PauseReason | null, 
/**
 * When the pause is over by itself, in meeting time: the end of a silence. Null if it is not.
 */
pause_until_ms: MeetingMs | null, 
/**
 * Whether everyone but the leads is muted, those who come later too.
 */
everyone_muted: boolean, 
/**
 * Who is here and who was, by their position in the circle and then by arrival. Leads and
 * greeters also see who waits.
 */
people: Array<Person>, 
/**
 * Who is to do what, as it was agreed before the meeting. Empty to all but leads.
 */
duties: Array<Assignment>, 
/**
 * The person who leads; null before the first lead came.
 */
lead: ParticipantId | null, 
/**
 * What follows from the lead's absence; null while the lead is here.
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
 * What people are asked to take: to leads all of it, to others what they are asked themselves.
 */
offers: Array<Offer>, 
/**
 * The questions that stand, whether somebody may observe. Empty to observers.
 */
observer_questions: Array<ObserverQuestion>, 
/**
 * What is for the viewer alone.
 */
me: Me, };

/**
 * A message to everyone, or a whisper.
 *
 * What it does not have is left out when it is written: what is null, false or empty, and the `kind`
 * `open`. The event that posts it also leaves out what the meeting says just then: its `id` and its `at_ms`,
 * which are those of the event, and its `name`, its `item` and its `turn`.
 */
export type Message = { 
/**
 * The message's id: the `seq` of the event that posted it.
 */
id: MessageId, 
/**
 * Meeting time at which it was written.
 */
at_ms: MeetingMs, 
/**
 * The person who wrote it.
 */
from: ParticipantId, 
/**
 * The writer's name.
 */
name: string, 
/**
 * What it is.
 */
kind: MessageKind, 
/**
 * The turn that it belongs to; null if it belongs to none.
 */
turn: TurnId | null, 
/**
 * The agenda item that it belongs to; null if it was written before the opening.
 */
item: ItemIndex | null, 
/**
 * The person a whisper is to; null if it is to the leads, or to everyone.
 */
to: ParticipantId | null, 
/**
 * Whether only the person it is to can read it, and not all leads.
 */
alone: boolean, 
/**
 * The text.
 */
text: string, 
/**
 * The content note that covers the text; null if it is not covered.
 */
note: string | null, 
/**
 * Whether a lead put the content note there.
 */
noted_by_lead: boolean, 
/**
 * The reactions to it.
 */
reactions: Array<ReactionMark>, 
/**
 * Who took it back; null while it stands. What was taken back keeps its place, and has no text,
 * note or reactions any more.
 */
taken_back_by: TakenBackBy | null, };

/**
 * A message of a meeting: the `seq` of the event that posted it.
 */
export type MessageId = number;

/**
 * What a message is.
 */
export type MessageKind = "share" | "open" | "lead" | "reply" | "whisper" | "door";

/**
 * A hard moment that came.
 */
export type MetMoment = { 
/**
 * What it was.
 */
moment: HardMoment, 
/**
 * The name of the simulated person.
 */
name: string, 
/**
 * Meeting time at which it began.
 */
at_ms: MeetingMs, 
/**
 * What this lead did, each act once, in order. Empty if they did nothing.
 */
acts: Array<LeadAct>, };

/**
 * How the floor moves in an item.
 */
export type Mode = "round" | "talking_piece" | "queue" | "tag" | "open" | "presenter" | "directed" | "silent" | "sealed";

/**
 * A request for one more minute.
 */
export type MoreTime = { 
/**
 * The turn that it is for.
 */
turn: TurnId, 
/**
 * Floor time at which it is decided: granted if nobody objected, in therapy refused.
 */
until_ms: FloorMs, };

/**
 * A mute.
 */
export type Mute = { 
/**
 * Meeting time at which it ends; null if it lasts until it is lifted.
 */
until_ms: MeetingMs | null, };

/**
 * An event with its number and its time.
 */
export type Numbered = { 
/**
 * The event's number in its meeting: 1, 2, 3 … without gaps.
 */
seq: number, 
/**
 * Meeting time at which it happened.
 */
at_ms: MeetingMs, 
/**
 * The event itself.
 */
event: Event, };

/**
 * Somebody who observes, for a person at the door.
 */
export type Observer = { 
/**
 * The observer.
 */
who: ParticipantId, 
/**
 * Their name.
 */
name: string, 
/**
 * Whether the viewer agrees; null if they have not answered.
 */
agreed: boolean | null, };

/**
 * A question to everybody who takes part: whether somebody may observe.
 */
export type ObserverQuestion = { 
/**
 * The person who would observe.
 */
who: ParticipantId, 
/**
 * Their name: members do not know of people who wait.
 */
name: string, 
/**
 * Meeting time until which people answer.
 */
until_ms: MeetingMs, };

/**
 * A question that stands until the person answers or it is taken back.
 */
export type Offer = { 
/**
 * The person who is asked.
 */
who: ParticipantId, 
/**
 * The lead who asks.
 */
by: ParticipantId, 
/**
 * What they are asked to take.
 */
what: Offered, };

/**
 * What a person is asked to take.
 */
export type Offered = { "type": "role", 
/**
 * The role.
 */
role: Role, } | { "type": "service", 
/**
 * The service.
 */
service: Service, } | { "type": "lead", };

/**
 * A page that is shown to everyone beside the conversation.
 */
export type Page = { 
/**
 * The page's title, which may be empty.
 */
title: string, 
/**
 * The page's text.
 */
text: string, };

/**
 * A person in one room. The same person has another id in another room, so that their rooms
 * can't be linked.
 */
export type ParticipantId = string;

/**
 * Why the floor is paused.
 */
export type PauseReason = "crisis" | "silence" | "restart" | "lead_lost";

/**
 * What others may know of a person.
 */
export type Person = { 
/**
 * The person's id.
 */
id: ParticipantId, 
/**
 * Their pseudonym.
 */
name: string, 
/**
 * Their role now, which may differ from the one in their token.
 */
role: Role, 
/**
 * Their services.
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
 * Their mute, shown to leads and to themselves only; null if they are not muted.
 */
mute: Mute | null, 
/**
 * With whom they stepped aside, shown to leads and to the two only; null if they did not.
 */
aside: ParticipantId | null, 
/**
 * Whether they ask to speak, shown to leads and to themselves only.
 */
asks_to_speak: boolean, 
/**
 * Whether they only listen and take no turns.
 */
listening: boolean, 
/**
 * Whether they are a simulated member of a rehearsal.
 */
simulated: boolean, 
/**
 * Their position in the circle, from 0 in the order of admission; null if they never came in.
 */
circle_position: number | null, 
/**
 * Meeting time at which they came to the waiting room for the first time.
 */
arrived_ms: MeetingMs, 
/**
 * Their call for help, shown to themselves and those who read it; null if they made none.
 */
help: HelpCall | null, 
/**
 * What is known of them at the door, shown to leads, and without the label to greeters; null if it is
 * nothing.
 */
door_note: DoorNote | null, };

/**
 * Where a meeting is in its life.
 */
export type Phase = { "type": "gathering", } | { "type": "running", } | { "type": "ended", 
/**
 * Why it ended.
 */
reason: MeetingEnd, };

/**
 * Where a person is.
 */
export type Place = "waiting" | "present" | "left" | "removed";

/**
 * The permission table with its columns, as clients get it.
 */
export type PolicyTable = { 
/**
 * The columns.
 */
columns: Array<Column>, 
/**
 * The rows.
 */
rows: Array<Row>, };

/**
 * Why a frame was refused before any meeting was asked.
 */
export type ProtocolRefusal = "malformed" | "already_welcome" | "too_fast" | "unavailable" | "id_reused" | "not_renewable" | "name_missing" | "name_letterless" | "name_too_long" | "name_character" | "name_marks" | "name_claims_role" | "name_taken";

/**
 * A reaction to a message: words, not a score.
 */
export type Reaction = "heard" | "me_too" | "thanks" | "with_you";

/**
 * One person's reaction to a message.
 */
export type ReactionMark = { 
/**
 * The person who reacted.
 */
who: ParticipantId, 
/**
 * The reaction.
 */
reaction: Reaction, };

/**
 * Why a field can't be used.
 */
export type Reason = "required" | "too_long" | "not_text" | "too_few" | "too_many" | "not_a_number" | "not_whole" | "too_small" | "too_large" | "unknown" | "longer_than_item" | "crosstalk_without_effect" | "no_time_for_anyone" | "closing_without_round" | "closing_before_round" | "meeting_too_long" | "texts_too_long" | "after_its_end" | "not_a_date" | "past" | "not_in_its_rule" | "before_its_start" | "taken" | "not_counted" | "not_in_therapy";

/**
 * Why a command was refused.
 */
export type Refusal = "not_permitted" | "not_present" | "removed" | "muted" | "aside" | "not_open" | "already_open" | "ended" | "paused" | "not_paused" | "floor_taken" | "not_holder" | "stale" | "wrong_mode" | "wrong_stage" | "nobody_waiting" | "round_running" | "no_round" | "no_such_person" | "already_heard" | "already_so" | "not_so" | "already_extended" | "no_time" | "too_late" | "already_replied" | "no_more_replies" | "no_such_message" | "no_such_item" | "no_such_page" | "no_such_topic" | "too_many_topics" | "topic_known" | "closing_protected" | "text_empty" | "text_too_long" | "text_invalid" | "out_of_range" | "guidelines_changed" | "adults_only" | "door_closed" | "not_agreed" | "full" | "not_to_oneself" | "not_to_that_role" | "role_does_not_fit" | "turned_off";

/**
 * Why something was refused.
 */
export type RefusalCode = Refusal | ProtocolRefusal;

/**
 * Why a person is removed. It goes to the audit trail, which holds no words of content.
 */
export type RemovalReason = "guidelines" | "safety" | "wrong_room" | "unable" | "other";

/**
 * Where a client left off when its connection was lost.
 */
export type Resume = { 
/**
 * The meeting that it was in.
 */
meeting: MeetingId, 
/**
 * The number of the last event that it knows of.
 */
seq: number, };

/**
 * A person's role in a meeting. Each person has exactly one at a time.
 */
export type Role = "member" | "observer" | "facilitator" | "co_facilitator" | "therapist" | "co_therapist";

/**
 * A room, which holds a series of meetings.
 */
export type RoomId = string;

/**
 * What a client knows of the room before it joins.
 */
export type RoomInfo = { 
/**
 * The room's id.
 */
id: RoomId, 
/**
 * The kind of the room.
 */
kind: RoomKind, 
/**
 * The room's title.
 */
title: string, 
/**
 * The id of the format that the agenda came from.
 */
format: string, 
/**
 * What the room is about.
 */
topics: Array<string>, 
/**
 * What the people in the room ask of each other.
 */
guidelines: Array<string>, 
/**
 * The version of the guidelines, which a person names when they join.
 */
guidelines_version: number, 
/**
 * Whether simulated members rehearse here.
 */
rehearsal: boolean, 
/**
 * Whether any account may lead the room now. Without one, nobody can open it.
 */
has_lead: boolean, 
/**
 * How many people are expected who are new, where the group is told of them; 0 elsewhere.
 */
newcomers: number, 
/**
 * Whether somebody is on call, who is written to when nobody who leads reads a call for help in time.
 */
on_call: boolean, 
/**
 * For how many days after this meeting those who were in it can read what was written to everyone; 0 means
 * not at all.
 */
keep_days: number, 
/**
 * How long the floor waits for an answer of the person it is offered to, in milliseconds.
 */
answer_ms: number, 
/**
 * The date that this meeting is held for; null if the room has no dates.
 */
date: DateView | null, 
/**
 * The next date after it that is not cancelled; null if there is none.
 */
next: DateView | null, 
/**
 * The room's last meeting, if it was over shortly before this one was made; otherwise null.
 */
last_meeting: LastMeeting | null, };

/**
 * What kind of group a room is for.
 */
export type RoomKind = "peer_led" | "therapist_led";

/**
 * One pass through an order of people.
 */
export type Round = { 
/**
 * The round's number.
 */
id: RoundId, 
/**
 * One slot for each person, in the order in which they are called.
 */
slots: Array<Slot>, 
/**
 * The length of a share in this round, in milliseconds; 0 if shares are untimed.
 */
share_ms: number, 
/**
 * What the round is doing.
 */
phase: RoundPhase, };

/**
 * A round of a meeting. They count 1, 2, 3 … through the whole meeting.
 */
export type RoundId = number;

/**
 * What a round is doing.
 */
export type RoundPhase = { "type": "turns", } | { "type": "anyone_unheard", 
/**
 * Floor time at which the round closes.
 */
until_ms: FloorMs, } | { "type": "silence", 
/**
 * Floor time at which the lead is asked what to do.
 */
until_ms: FloorMs, };

/**
 * One row of the permission table.
 */
export type Row = { 
/**
 * The capability.
 */
capability: Capability, 
/**
 * One cell for each column, in the order of the columns.
 */
cells: [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell], };

/**
 * A sealed round, as everyone knows it: counts, and nobody's name.
 */
export type SealedRound = { 
/**
 * The round's number.
 */
id: RoundId, 
/**
 * Floor time at which the writing began.
 */
started_ms: FloorMs, 
/**
 * Where it stands.
 */
stage: SealedStage, 
/**
 * How many have written or passed.
 */
shares_in: number, 
/**
 * How many are asked: those in the meeting who take turns, and those who left after they had written
 * or passed.
 */
of: number, 
/**
 * How many shares were shown.
 */
shown: number, };

/**
 * What a person has in a sealed round. Nobody else is told of it before it is shown.
 */
export type SealedShare = { "type": "words", 
/**
 * The text.
 */
text: string, 
/**
 * The content note that will cover it; null for none.
 */
note: string | null, } | { "type": "passed", };

/**
 * Where a sealed round stands.
 */
export type SealedStage = "writing" | "showing" | "opened";

/**
 * A frame from the server.
 */
export type ServerMessage = { "type": "welcome", 
/**
 * The person's id in the room.
 */
participant: ParticipantId, 
/**
 * The person's role in the meeting, or in their token if they have not joined.
 */
role: Role, 
/**
 * The person's name in this room; null if they have none yet.
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
 * Whether the person has joined this meeting.
 */
joined: boolean, 
/**
 * Unix milliseconds when the token ends. The socket is closed then, unless the token is renewed.
 */
token_expires_at: UnixMs, 
/**
 * Milliseconds until then, as the server counts them. A client measures them by a clock that
 * nobody sets, since its own clock may differ from the server's.
 */
token_expires_in_ms: number, 
/**
 * The client sends `ping` if it has heard nothing for this long, in milliseconds.
 */
heartbeat_ms: number, } | { "type": "room", 
/**
 * The room.
 */
room: RoomInfo, } | { "type": "waiting", 
/**
 * Meeting time now.
 */
at_ms: MeetingMs, 
/**
 * What a person who waits may see.
 */
view: WaitingView, } | { "type": "snapshot", 
/**
 * The number of the last event in it.
 */
seq: number, 
/**
 * Meeting time now.
 */
at_ms: MeetingMs, 
/**
 * The meeting as the person may see it.
 */
view: MeetingView, } | { "type": "events", 
/**
 * The number of the event that the frame continues from. Left out if it is the one before the
 * first of the events.
 */
after: number, 
/**
 * The number of the last event of the meeting. Left out if it is the last of the events.
 */
upto: number, 
/**
 * Meeting time now. Left out if it is that of the last of the events.
 */
at_ms: MeetingMs, 
/**
 * The events, in order.
 */
events: Array<Numbered>, } | { "type": "accepted", 
/**
 * The `ref` of the command.
 */
ref: number, 
/**
 * The number of the last event after it.
 */
seq: number, } | { "type": "refused", 
/**
 * The `ref` of the frame; null if it could not be read.
 */
ref: number | null, 
/**
 * Why. Clients switch on this.
 */
code: RefusalCode, 
/**
 * Why, in words for a developer.
 */
reason: string, 
/**
 * The character that was refused, such as `U+202E`. Left out if that is not the reason.
 */
character?: string, } | { "type": "typing", 
/**
 * The holder.
 */
who: ParticipantId, 
/**
 * The holder's turn.
 */
turn: TurnId, 
/**
 * Whether the holder says that more is coming.
 */
more: boolean, } | { "type": "outage", 
/**
 * Whether the meeting stands still.
 */
on: boolean, 
/**
 * Meeting time at which it stands, or goes on.
 */
at_ms: MeetingMs, } | { "type": "notified", 
/**
 * The people.
 */
people: Array<ParticipantId>, } | { "type": "token", 
/**
 * The `ref` of the request.
 */
ref: number, 
/**
 * The fresh token, if the server made one; null if the client sent one.
 */
token: string | null, 
/**
 * Unix milliseconds when the token ends.
 */
expires_at: UnixMs, 
/**
 * Milliseconds until then, as the server counts them. A client measures them by a clock that
 * nobody sets, since its own clock may differ from the server's.
 */
expires_in_ms: number, } | { "type": "page", 
/**
 * The `ref` of the request.
 */
ref: number, 
/**
 * The messages, oldest first.
 */
messages: Array<Message>, 
/**
 * Whether there are older ones.
 */
more: boolean, } | { "type": "debrief" } & Debrief | { "type": "pong", 
/**
 * The `ref` of the request.
 */
ref: number, 
/**
 * Meeting time now.
 */
at_ms: MeetingMs, } | { "type": "goodbye", 
/**
 * Why.
 */
code: CloseCode, 
/**
 * How long to wait before coming back, in milliseconds; null if the client should not come back
 * by itself.
 */
retry_after_ms: number | null, };

/**
 * A task that a person has for one meeting, which lets them do a little more than their role does.
 */
export type Service = "timekeeper" | "presenter" | "greeter" | "backup";

/**
 * A setting of a room that a cell of the permission table depends on.
 */
export type Setting = "timekeeper_calls" | "co_facilitator_ends" | "observer_whispers";

/**
 * What a host may choose about the meetings of a room.
 */
export type Settings = { 
/**
 * How people come in from the waiting room.
 */
admission: Admission, 
/**
 * What happens when a share's time and grace are over.
 */
limit: LimitKind, 
/**
 * Whether a latecomer sees what was said before they came.
 */
show_earlier: boolean, 
/**
 * Whether people may react to messages, in items that don't say it themselves.
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
 * How many replies a sharer who wants some gets, 1 to 10.
 */
feedback_replies: number, 
/**
 * For how many days after a meeting those who were in it can read what was written to everyone, up to 30;
 * 0 means not at all.
 */
keep_days: number, 
/**
 * How long everything takes.
 */
timing: Timing, };

/**
 * How often a person has shared in the current item.
 */
export type ShareCount = { 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * How often they shared.
 */
shares: number, };

/**
 * One person's place in the order of a round.
 */
export type Slot = { 
/**
 * The person.
 */
who: ParticipantId, 
/**
 * Where they stand.
 */
state: SlotState, 
/**
 * Whether they asked to be called later before. Each person may ask once per round.
 */
deferred_once: boolean, 
/**
 * The length of the share in milliseconds, if a lost connection cut it; 0 for the round's length.
 */
share_ms_min: number, 
/**
 * Whether they are back after being away, and will be called at the end.
 */
returned: boolean, };

/**
 * Where a person stands in a round.
 */
export type SlotState = "pending" | "speaking" | "done" | "passed" | "deferred" | "away";

/**
 * Where a turn stands. Every moment in it is floor time.
 */
export type Stage = { "type": "offered", 
/**
 * When it was offered.
 */
since_ms: FloorMs, 
/**
 * Whether the reminder was sent.
 */
nudged: boolean, } | { "type": "accepted", 
/**
 * When the timer starts by itself.
 */
starts_by_ms: FloorMs, } | { "type": "speaking", 
/**
 * When the time is over; null if the share is untimed.
 */
ends_ms: FloorMs | null, } | { "type": "grace", 
/**
 * When the grace ends. With a soft limit the stage lasts longer.
 */
ends_ms: FloorMs, } | { "type": "last_draft", 
/**
 * When the turn ends.
 */
ends_ms: FloorMs, } | { "type": "held", 
/**
 * How long the floor waits.
 */
until_ms: FloorMs, 
/**
 * What is left of the share in milliseconds; null if it is untimed or had not begun.
 */
left_ms: number | null, 
/**
 * Whether the share had begun. An offer that was cut is offered again.
 */
begun: boolean, } | { "type": "choosing_feedback", 
/**
 * When no answer counts as "nothing".
 */
until_ms: FloorMs, } | { "type": "feedback", 
/**
 * What the sharer wants.
 */
kind: FeedbackKind, 
/**
 * When the feedback ends.
 */
until_ms: FloorMs, 
/**
 * How many more replies may come.
 */
replies_left: number, 
/**
 * The people who have replied, each once, in the order of their replies.
 */
replied: Array<ParticipantId>, } | { "type": "naming", 
/**
 * When the choice goes to the leads.
 */
until_ms: FloorMs, } | { "type": "breath", 
/**
 * When the floor goes on.
 */
until_ms: FloorMs, };

/**
 * Why a lead takes somebody's message back. It goes to the audit trail, which holds no words of
 * content.
 */
export type TakeBackReason = "guidelines" | "safety" | "privacy" | "removed" | "other";

/**
 * Who took a message back.
 */
export type TakenBackBy = "writer" | "lead";

/**
 * A tight round: it has time for some of the people, but not for everyone the room holds.
 */
export type Tight = { 
/**
 * The index of the item in the agenda, from 0.
 */
item: number, 
/**
 * How many people have time for the shortest share.
 */
people: number, };

/**
 * The times of the floor, each in milliseconds.
 */
export type Timing = { 
/**
 * Time kept free for each person between shares, when an item's time is divided.
 */
handover_ms: number, 
/**
 * The floor rests for this long between two shares, where it goes on by itself; 0 for not at all.
 */
breath_ms: number, 
/**
 * No share is planned shorter than this, unless the item's own length is shorter.
 */
share_ms_min: number, 
/**
 * An offer that is not answered for this long is repeated.
 */
offer_nudge_ms: number, 
/**
 * A person who has not answered the offer for this long counts as away.
 */
offer_away_ms: number, 
/**
 * The timer starts by itself this long after the offer was accepted.
 */
first_key_ms: number, 
/**
 * The holder is warned when a quarter of the share is left, and at the latest this long before
 * its end.
 */
warning_ms_min: number, 
/**
 * The holder is warned at the earliest this long before the end of the share.
 */
warning_ms_max: number, 
/**
 * Time to finish a thought after the share's time is over.
 */
grace_ms: number, 
/**
 * With a hard limit, time to send or drop what is written after the grace.
 */
hard_draft_ms: number, 
/**
 * The length of the extra minute.
 */
extension_ms: number, 
/**
 * Time to object to the minute that a sharer asks for.
 */
objection_ms: number, 
/**
 * Time for the sharer to say what they want back.
 */
feedback_choice_ms: number, 
/**
 * Time for replies to a share.
 */
feedback_ms: number, 
/**
 * Time for anyone who was not heard to speak before a round closes.
 */
unheard_ms: number, 
/**
 * Time for the sharer to name the next.
 */
naming_ms: number, 
/**
 * A raised hand stays for this long while its owner is offline.
 */
hand_offline_ms: number, 
/**
 * The floor waits for this long for a holder who lost the connection.
 */
held_ms: number, 
/**
 * Time added to what was left of the share when the holder is back.
 */
held_bonus_ms: number, 
/**
 * A sharer who does not come back in time has at least this long when they are called again.
 */
held_share_ms_min: number, 
/**
 * The silence that is held after everyone passed.
 */
silence_ms: number, 
/**
 * The meeting ends at the latest this long after its planned end.
 */
overrun_ms: number, 
/**
 * Somebody else leads after the lead was offline for this long.
 */
lead_lost_ms: number, 
/**
 * Time to object to a person who volunteers to lead.
 */
volunteer_ms: number, 
/**
 * The meeting ends after nobody led it for this long.
 */
leaderless_ms: number, 
/**
 * After a restart of the server nobody counts as absent for this long.
 */
restart_ms: number, 
/**
 * A meeting that was not opened ends after nobody was there for this long.
 */
empty_ms: number, };

/**
 * A topic that someone proposed.
 */
export type Topic = { 
/**
 * The topic's number.
 */
id: TopicId, 
/**
 * The person who proposed it.
 */
by: ParticipantId, 
/**
 * The topic itself, one line.
 */
text: string, 
/**
 * The people who choose it.
 */
chosen_by: Array<ParticipantId>, };

/**
 * A topic of a meeting. They count 1, 2, 3 … through the whole meeting.
 */
export type TopicId = number;

/**
 * The topics of a meeting.
 */
export type Topics = { 
/**
 * The topics, in the order in which they were proposed.
 */
proposed: Array<Topic>, 
/**
 * The topic that the meeting is at; null if there is none.
 */
current: TopicId | null, 
/**
 * The last topic that was proposed, even if it was taken back.
 */
count: TopicId, };

/**
 * One holding of the floor.
 */
export type Turn = { 
/**
 * The turn's number.
 */
id: TurnId, 
/**
 * The person who has the floor.
 */
holder: ParticipantId, 
/**
 * The length of the share in milliseconds; 0 if it is untimed. Only the holder sees it with their
 * private multiplier, everybody else sees the usual length.
 */
share_ms: number, 
/**
 * Whether the extra minute was given. It is given once per share.
 */
extended: boolean, 
/**
 * Where the turn stands. Only the holder is told that the time is over; to everybody else the
 * share goes on.
 */
stage: Stage, };

/**
 * Why a turn changed its stage.
 */
export type TurnCause = "offered" | "given" | "nudged" | "accepted" | "timer_started" | "time_up" | "grace_over" | "extended" | "connection_lost" | "connection_back" | "restarted" | "choosing_feedback" | "feedback_started" | "replied" | "reply_taken_back" | "naming" | "breath";

/**
 * Why a turn ended.
 */
export type TurnEnd = "done" | "passed" | "deferred" | "no_answer" | "connection_lost" | "left" | "muted" | "moved_on" | "time_up" | "item_ended";

/**
 * A turn of a meeting. They count 1, 2, 3 … through the whole meeting.
 */
export type TurnId = number;

/**
 * A moment in unix time, in milliseconds since 1970-01-01T00:00:00Z.
 */
export type UnixMs = number;

/**
 * What became of a call for help, for a caller who waits and so knows people by their names only.
 */
export type WaitingHelp = { 
/**
 * The names of those it was sent to who are here.
 */
told: Array<string>, 
/**
 * The names of those who had it on their screen.
 */
read_by: Array<string>, 
/**
 * The name of the one who wrote back; null if nobody did.
 */
answered_by: string | null, 
/**
 * Whether it was sent again because nobody read it in time.
 */
repeated: boolean, };

/**
 * All that a person in the waiting room may see.
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
 * The kind of the room.
 */
kind: RoomKind, 
/**
 * Where the meeting is in its life.
 */
phase: Phase, 
/**
 * The date that people gather for; null if the room has no dates.
 */
date: MeetingDate | null, 
/**
 * The viewer's id.
 */
me: ParticipantId, 
/**
 * The viewer's name.
 */
name: string, 
/**
 * How many people may be in the meeting at a time.
 */
capacity: number, 
/**
 * How many people are in the meeting.
 */
present: number, 
/**
 * How many people wait, the viewer included.
 */
waiting: number, 
/**
 * The viewer's place among the waiting, from 1.
 */
place: number, 
/**
 * The name of a lead who is here: the one who leads if they are, otherwise another. Null if no lead
 * is here and connected.
 */
lead: string | null, 
/**
 * How the door stands for the viewer, whom only a lead may let in even where others come in by
 * themselves.
 */
door: Door, 
/**
 * Whether the viewer was in the meeting, and a lead sent them back to the waiting room.
 */
sent_back: boolean, 
/**
 * Whether a lead asked the viewer to wait a little longer.
 */
put_off: boolean, 
/**
 * Whether the viewer comes as an observer, whom everybody who takes part is asked about first.
 */
observes: boolean, 
/**
 * Those who observe, about whom the viewer is asked before they come in.
 */
observers: Array<Observer>, 
/**
 * Where the meeting is; null unless it runs and the viewer comes late.
 */
card: LatecomerCard | null, 
/**
 * Whispers between the viewer and the leads, oldest first.
 */
whispers: Array<Message>, 
/**
 * What became of the viewer's call for help; null if they made none.
 */
help: WaitingHelp | null, };

/**
 * What is wrong with one field.
 */
export type Wrong = { 
/**
 * The path of the field in the request, such as `agenda[2].pages[0].title`.
 */
field: string, 
/**
 * Why it can't be used. Clients switch on it.
 */
reason: Reason, 
/**
 * The limit that the field breaks, in the field's own unit. Left out if the reason has none.
 */
limit?: number, 
/**
 * The character that is refused, such as `U+202E`. Left out if the reason is another one.
 */
character?: string, };
