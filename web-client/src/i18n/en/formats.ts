import type { RoomKind } from '../../api/generated';

/** The words for kinds of room and for how the floor moves. */
export const formats = () => ({
  kinds: {
    peer_led: 'Peer-led support group',
    therapist_led: 'Therapist-led group',
  } satisfies Record<RoomKind, string>,
  modes: {
    round: 'everyone in turn',
    talking_piece: 'talking piece',
    queue: 'raised hands',
    tag: 'each names the next',
    open: 'open to everyone',
    presenter: 'one person presents',
    directed: 'the lead speaks',
    silent: 'silence',
    sealed: 'sealed round',
  },
});

export type Formats = ReturnType<typeof formats>;
