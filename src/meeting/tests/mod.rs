//! Tests of the meeting as a whole.

mod alike;
mod arbitrary;
mod commands;
mod course;
mod dated;
mod deeds;
mod door;
mod formats_run;
mod hall;
mod help;
mod known;
mod privacy;
mod properties;
mod quiet_exit;
mod rules_lead;
mod rules_mute;
mod rules_next;
mod rules_queue;
mod rules_round;
mod rules_time;
mod rules_turn;
mod services;
mod table;
mod take_back;
mod vectors;
mod wild;
