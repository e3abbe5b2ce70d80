// Made from the server's formats; `RONDO_BLESS=1 cargo test --test generated` makes it again.

/** The names of the built-in formats, by language and id. */
export const FORMAT_NAMES: Record<string, Record<string, string>> = {
  "de": {
    "cbt": "KVT-Gruppe",
    "chat_support_pro": "Fachlich geleitete Chatgruppe",
    "dbt_skills": "Fertigkeitentraining",
    "family_problem_solving": "Problemlösen für Angehörige",
    "meditation_inquiry": "Meditation und Austausch",
    "mini": "Kurzes Treffen",
    "open_share": "Offenes Teilen",
    "peer_checkin": "Selbsthilfetreffen",
    "process": "Prozessgruppe",
    "psychoed": "Kurs",
    "talking_piece": "Redekreis",
    "tools_discussion": "Treffen zum Selbstmanagement"
  },
  "en": {
    "cbt": "CBT group",
    "chat_support_pro": "Professionally led text-chat group",
    "dbt_skills": "Skills training group",
    "family_problem_solving": "Family and caregiver problem-solving",
    "meditation_inquiry": "Meditation and inquiry meeting",
    "mini": "Short check-in",
    "open_share": "Open-share meeting",
    "peer_checkin": "Peer support meeting",
    "process": "Process group",
    "psychoed": "Educational workshop",
    "talking_piece": "Talking-piece circle",
    "tools_discussion": "Self-management tools meeting"
  }
};
