-- The next update that was promised of an incident, as it stands; what became of earlier ones is in the journal.
alter table incident add column next_update_by timestamp(6) with time zone;
alter table incident add column next_update_promised_at timestamp(6) with time zone;
alter table incident add column next_update_promiser_id bigint references app_user;
alter table incident add column next_update_entry_no integer;
alter table incident add column next_update_state varchar(10);
alter table incident add column next_update_settled_by integer;
alter table incident add column next_update_settled_at timestamp(6) with time zone;

create index incident_next_update on incident (next_update_state, next_update_by);
