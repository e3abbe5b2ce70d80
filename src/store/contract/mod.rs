//! What every backend must do. A backend passes by one line, `contract::suite!(open)`, where `open` is
//! an async function that opens it in an empty folder.

pub(super) mod accounts;
pub(super) mod answers;
pub(super) mod audit;
pub(super) mod calendars;
pub(super) mod challenges;
pub(super) mod consents;
pub(super) mod desks;
pub(super) mod emergencies;
pub(crate) mod fixtures;
pub(super) mod handings;
pub(super) mod identities;
pub(super) mod invites;
pub(super) mod jobs;
pub(super) mod listings;
pub(super) mod log;
pub(super) mod mail;
pub(super) mod meetings;
pub(super) mod participants;
pub(super) mod partings;
pub(super) mod program_keys;
pub(super) mod push;
pub(super) mod requests;
pub(super) mod revisions;
pub(super) mod rooms;
pub(super) mod second_factors;
pub(super) mod templates;
pub(super) mod transcripts;
pub(super) mod webhooks;

use std::{path::Path, sync::Arc};

use super::{
    backend::Backend,
    keys::{KeyFiles, Keyring},
    sealed::Store,
};

/// A store over these rows, with its keys in a folder.
pub(super) async fn store_over(rows: Arc<dyn Backend>, data_dir: &Path) -> Store {
    let identity = rows.identity().await.unwrap();
    let keys = Keyring::new(Arc::new(KeyFiles::open(data_dir, identity, &[]).unwrap()));
    Store::new(rows, keys, None)
}

/// After a case of the contract, nothing more.
pub(super) async fn nothing(_dir: &Path) {}

/// All cases over the rows that `open` makes in a folder; `then` sees what each has left there.
macro_rules! suite {
    ($open:path) => {
        $crate::store::contract::suite! { $open, $crate::store::contract::nothing }
    };
    ($open:path, $then:path) => {
        $crate::store::contract::suite! { @ $open, $then;
            accounts: [names_are_unique, the_last_administrator_stays, passwords_end_sessions, sessions_expire,
                links_work_once, browsers_are_known, expired_things_are_forgotten];
            second_factors: [a_factor_counts_once_confirmed, each_code_works_once, new_codes_take_the_place_of_the_old, recovery_codes_last_as_long_as_an_app_or_a_passkey, a_reset_takes_the_factor_away];
            identities: [an_identity_opens_one_account, a_disabled_account_and_a_reset_take_the_way_in];
            challenges: [a_question_is_answered_once_and_in_time];
            rooms: [rooms_are_kept, an_edit_counts_the_guidelines, rooms_are_listed_for_their_leads];
            desks: [a_desk_is_made_and_joined, an_invitation_is_answered_or_taken_back, whoever_joined_first_follows_the_maker,
                rooms_are_on_the_desk_of_their_owner, a_desk_is_full];
            handings: [an_offer_is_answered_once, an_offer_is_declined_or_goes_with_its_room,
                rooms_are_given_all_or_none];
            invites: [invites_work_until_revoked, a_co_lead_invite_works_once, an_invite_has_a_label_and_an_end];
            listings: [a_listing_is_kept, a_public_room_has_one_link, only_rooms_that_can_be_led_are_public];
            calendars: [a_calendar_has_one_address, a_calendar_knows_since_when_it_says_so,
                a_calendar_goes_with_its_seat];
            answers: [an_answer_is_kept_for_a_day];
            program_keys: [a_key_works_until_it_ends_or_is_revoked];
            webhooks: [a_webhook_follows_the_audit, what_happened_is_told_after_its_room_is_archived];
            consents: [a_text_has_versions, a_consent_is_to_the_newest_version_and_can_be_taken_back];
            emergencies: [what_is_left_is_replaced_and_erased, the_end_of_a_meeting_takes_where_people_are,
                an_opening_is_in_the_audit];
            transcripts: [a_transcript_is_read_until_its_time_is_over, a_transcript_loses_who_leaves_and_goes_with_its_room,
                a_transcript_goes_when_its_series_starts_over, a_backup_lists_nothing_that_nobody_can_read];
            templates: [templates_are_kept, a_template_is_replaced_by_its_owner,
                a_template_is_deleted_by_its_owner];
            participants: [seats_are_found, whoever_enters_is_found_with_the_room,
                whoever_enters_finds_the_room_as_it_is, names_and_seats_are_unique_in_a_room, a_seat_opens_on_several_devices,
                a_recovery_code_is_renewed_and_devices_are_listed, a_device_forgets, bans_are_noted,
                what_was_accepted_is_noted];
            partings: [nothing_is_left_of_who_has_no_way_in, a_disabled_account_has_no_calendar,
                a_seat_is_erased_with_all_that_is_kept_of_its_person];
            requests: [a_request_is_decided_once, what_was_written_goes_with_the_request,
                a_seat_uses_up_what_it_rests_on];
            revisions: [an_edit_is_bound_to_what_was_read];
            push: [a_browser_has_one_subscription, a_subscription_goes_with_what_it_rests_on];
            jobs: [a_job_is_made_once_and_done_at_its_time, a_lease_ends_and_only_the_latest_claim_counts,
                what_failed_is_tried_again_or_given_up, a_job_that_stopped_in_its_last_step_is_unsure,
                a_job_lapses_and_is_forgotten, jobs_go_with_whom_they_are_for];
            mail: [an_address_is_given_confirmed_and_erased, a_room_is_forgotten_after_its_last_mail, an_address_goes_with_its_seat,
                a_host_chooses_and_dates_are_told];
            meetings: [a_meeting_lives_and_ends, one_meeting_a_room, meetings_are_counted,
                keys_and_rows_go_together, recovery_puts_things_right, an_archived_room_has_no_names, a_lost_series_starts_over];
            log: [what_is_appended_is_read, a_part_of_a_log_is_read, the_newest_states_are_kept_until_the_end, the_fence_holds, limits_are_kept, an_ended_meeting_takes_nothing,
                without_its_key_a_log_is_gone, one_fault_does_not_cost_the_others];
            audit: [the_trail_is_listed, the_trail_is_checked, entries_hold_codes_only,
                the_trail_goes_with_its_append, an_entry_is_there_exactly_when_the_act_is];
        }
    };
    (@ $open:path, $then:path; $($area:ident: [$($test:ident),* $(,)?];)*) => {$(
        mod $area {
            use super::*;
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    let dir = tempfile::tempdir().unwrap();
                    let rows = std::sync::Arc::new($open(dir.path()).await);
                    let store = $crate::store::contract::store_over(rows, dir.path()).await;
                    $crate::store::contract::$area::$test(&store).await;
                    store.close().await;
                    drop(store);
                    $then(dir.path()).await;
                }
            )*
        }
    )*};
}
pub(super) use suite;
