import type { Formatter } from '../formatter';

/** A desk that several hosts share. */
export const sharedDesk = (f: Formatter) => ({
  title: 'Shared desk',
  text: 'Hosts who share a desk see, lead and plan the rooms that each of them puts on it.',
  make: 'Make a shared desk',
  makeText:
    'You invite other hosts to it afterwards. None of your rooms is on it until you put it there.',
  makeSubmit: 'Make it',
  made: (name: string) => `You share the desk “${name}” now. Invite other hosts to it.`,
  name: 'Name of the desk',
  nameHint: 'The name of your organisation, for example. Hosts you invite see it.',
  rename: 'Rename',
  renameTitle: 'Rename the shared desk',
  renamed: (name: string) => `The desk is called “${name}” now.`,
  hosts: 'Hosts of the desk',
  you: 'You',
  maker: 'Invites and removes',
  waiting: 'Invited, no answer yet',
  rooms: (own: number, others: number) => {
    const mine =
      own === 0
        ? 'None of your rooms is on it; you put a room there on its page.'
        : f.plural(own, {
            one: 'One of your rooms is on it.',
            other: '# of your rooms are on it.',
          });
    if (others === 0) return mine;
    return `${mine} ${f.plural(others, { one: 'One room of another host is on it.', other: '# rooms of other hosts are on it.' })}`;
  },
  invite: 'Invite a host',
  inviteTitle: 'Invite a host to the desk',
  inviteText:
    'They find the invitation on their desk. Once they join, they see, lead and plan the rooms on it, and can put rooms of theirs there.',
  hostName: 'Sign-in name of the other host',
  hostHint: 'Ask them for it. It has to be exact.',
  inviteSubmit: 'Invite them',
  invited: 'Invited. They find it on their desk.',
  takeBack: 'Take back',
  takeBackOf: (name: string) => `Take the invitation of ${name} back`,
  takenBack: (name: string) => `The invitation of ${name} is taken back.`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name} from the desk`,
  removeTitle: (name: string) => `Remove ${name} from the desk?`,
  removeText:
    'They lead and see no room by the desk any more, and their rooms leave it. In a running meeting everybody who led it by the desk alone is cut off at once. They can come back only by a new invitation.',
  removed: (name: string) => `${name} is off the desk.`,
  leave: 'Leave the desk',
  leaveTitle: (name: string) => `Leave the desk “${name}”?`,
  leaveText:
    'You see and lead the rooms of the others by the desk no more, and your rooms leave it. In a running meeting everybody who led it by the desk alone is cut off at once.',
  leaveNext: (name: string) => `After you, ${name} invites and removes.`,
  leaveLast: 'Nobody else is on it: the desk is gone then, and so are its invitations.',
  left: (name: string) => `You left the desk “${name}”.`,
  invitation: {
    title: 'Needs your answer',
    said: (from: string, name: string) => `${from} invites you to share the desk “${name}”`,
    text: (hosts: number) =>
      `${f.plural(hosts, { one: 'One host shares it.', other: '# hosts share it.' })} You would see, lead and plan the rooms on it. None of your rooms is on it until you put it there.`,
    joinedOther: 'You share a desk already. Once you leave that one, you can join this one.',
    join: 'Join',
    joinOf: (name: string) => `Join the desk ${name}`,
    joined: (name: string) => `You share the desk “${name}” now.`,
    decline: 'No, thank you',
    declineOf: (name: string) => `Decline the invitation to the desk ${name}`,
    declined: (name: string) => `You declined the invitation to “${name}”.`,
  },
  share: {
    label: (name: string) => `Share with the desk “${name}”`,
    who: {
      peer_led: 'The others of the desk find the room on theirs.',
      therapist_led: 'The therapists among the others of the desk find the room on theirs.',
    },
    may: 'They see who has a seat and who asks to join, lead its meetings, let people in, invite members, and plan its dates, places and duties.',
    mayNot:
      'Only you change the room and how people get in, see to its mail and its public listing, archive it, hand it on, invite and remove co-leads, and read concerns and missed calls for help.',
    leads: (names: string[]) =>
      names.length === 1
        ? `${names[0]} leads it by the desk.`
        : `${f.list(names)} lead it by the desk.`,
    nobody: 'Nobody else on the desk leads it yet.',
    on: 'The room is on the desk now.',
    off: 'The room is off the desk.',
    stop: 'Take it off',
    stopTitle: 'Take the room off the desk?',
    stopText: (names: string[]) =>
      `${f.list(names)} can’t see or lead it any more then, and a running meeting ends for them at once.`,
    theirs: (owner: string) =>
      `${owner} owns this room, and has put it on the desk that you share.`,
    theirsMay:
      'You lead its meetings, let people in, invite members, and plan its dates, places and duties.',
    theirsMayNot: (owner: string) =>
      `Only ${owner} changes the room and how people get in, sees to its mail and its public listing, archives it, hands it on and invites co-leads.`,
  },
  people: {
    act: 'Shared desk',
    actOf: (name: string) => `The shared desk of ${name}`,
    none: (name: string) => `${name} shares no desk.`,
    title: (name: string) => `Take ${name} off the shared desk?`,
    text: (name: string, desk: string) =>
      `${name} shares the desk “${desk}”. Off it, they see and lead the rooms of the others by it no more, and their own rooms leave it, at once.`,
    submit: 'Take them off',
    done: (name: string) => `${name} is off the desk.`,
  },
});

export type SharedDeskWords = ReturnType<typeof sharedDesk>;
