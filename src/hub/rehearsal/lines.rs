//! What simulated people say: plain, short, and about nothing that happened to anyone.

/// What simulated people are called, the lead first where one leads.
pub(super) const NAMES: [&str; 12] =
    ["Wren", "Odile", "Tomasz", "Kit", "Inés", "Bo", "Juniper", "Marlow", "Ash", "Noor", "Petra", "Sol"];

/// Shares, a few sentences each.
pub(super) const SHARES: [&[&str]; 9] = [
    &["It has been a quieter week.", "I walked to the river twice. The second time I stayed a while."],
    &["I'm tired today, so I'll keep it short.", "It helps to read the others."],
    &[
        "The evenings are still the long part of the day.",
        "I have started to cook on Thursdays again.",
        "That's me. Thank you.",
    ],
    &["I nearly didn't come tonight.", "I'm glad I did."],
    &["My sister called. We didn't say much, and it was all right."],
    &["I keep a list of small things that went well.", "This week it has three lines. Last week it had one."],
    &["I wanted to be further along by now.", "I'm trying not to measure it."],
    &["Sleep is better. Mornings are not.", "I set one thing to do before nine. Some days I do it."],
    &["Nothing new from me.", "I'm here, and that is something."],
];

/// Remarks in an open item.
pub(super) const REMARKS: [&str; 6] = [
    "Hello, everyone.",
    "Good to see you all here.",
    "It's raining where I am. A good evening to be inside.",
    "I brought tea.",
    "That rings true for me too.",
    "Thank you for saying that.",
];

/// A share that takes its time.
pub(super) const LONG_SHARE: [&str; 12] = [
    "I'll try to say this in order.",
    "In March we began to clear out the upstairs room.",
    "I thought it would take a weekend.",
    "Most of it went into two boxes, and the boxes stood in the hall until June.",
    "Then my neighbour offered to take them to the shop on the corner.",
    "I said yes, and that evening I sat on the stairs for a long while.",
    "It wasn't the things.",
    "It was that the hall was empty.",
    "Since then I have put a chair there.",
    "In the morning there is some sun on it.",
    "I drink my coffee there now.",
    "That's as far as I've come.",
];

/// Questions that a sharer asked for.
pub(super) const QUESTIONS: [&str; 3] = [
    "What helps you most on a day like that?",
    "Is there someone you can tell?",
    "How is it now, as you write it?",
];

/// Suggestions that a sharer asked for.
pub(super) const SUGGESTIONS: [&str; 3] = [
    "One thing that helped me was to start very small.",
    "I set a fixed hour for it, and stop when it is over.",
    "I ask one person to sit with me while I do it.",
];

/// Topics to choose among.
pub(super) const TOPICS: [&str; 4] =
    ["Asking for help", "Birthdays and other dates", "Sleep", "What went well"];

/// What the lead says in an item the lead holds.
pub(super) const OPENINGS: [&str; 4] = [
    "Welcome. We take turns here, and you may always pass.",
    "Let's take a moment before we go on.",
    "Thank you, everyone. We move on gently.",
    "Take what helps you, and leave the rest.",
];
