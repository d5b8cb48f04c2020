-- Which points of its template's checklist somebody found done in a draft.
create table postmortem_ticked (
    postmortem_id bigint not null references postmortem,
    point         varchar(200) not null,
    ticked_at     timestamp(6) with time zone not null,
    ticked_by_id  bigint references app_user,
    primary key (postmortem_id, point)
);
