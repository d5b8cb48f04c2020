-- What became of a find of the leak scan: a publisher's word that a sentence may be public after all, or a PDF that is not kept.
create sequence clearance_seq start with 1 increment by 50;

create table clearance (
    id            bigint primary key,
    incident_id   bigint not null references incident,
    clearance_no  integer not null,
    -- The words of exactly one sentence, in small letters, without signs.
    sentence      varchar(20000) not null,
    -- Whose name it is that the sentence may hold; null where the sentence itself was the find.
    person        varchar(300),
    reason        varchar(2000) not null,
    given_at      timestamp(6) with time zone not null,
    given_by      bigint references app_user,
    taken_back_at timestamp(6) with time zone,
    taken_back_by bigint references app_user,
    constraint clearance_no unique (incident_id, clearance_no)
);

alter table print_order add column refused_because varchar(2000);
alter table print_order add column refused_sentence varchar(20000);
alter table print_order add column refused_person varchar(300);
