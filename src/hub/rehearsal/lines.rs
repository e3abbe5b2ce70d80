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

/// Replies that a sharer asked for.
pub(super) const REPLIES: [&str; 4] = [
    "Thank you for sharing that.",
    "What helps you most on a day like that?",
    "I could see the river while I read it.",
    "One thing that helped me was to start very small.",
];

/// What the lead says in an item the lead holds.
pub(super) const OPENINGS: [&str; 4] = [
    "Welcome. We take turns here, and you may always pass.",
    "Let's take a moment before we go on.",
    "Thank you, everyone. We move on gently.",
    "Take what helps you, and leave the rest.",
];
