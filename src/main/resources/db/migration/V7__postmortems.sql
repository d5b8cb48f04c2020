-- The drafts of post-mortems. Every text that was ever saved stays in the versions of its section.
create sequence postmortem_seq start with 1 increment by 50;
create sequence postmortem_section_seq start with 1 increment by 50;
create sequence postmortem_section_version_seq start with 1 increment by 50;
create sequence postmortem_review_seq start with 1 increment by 50;

create table postmortem (
    id          bigint primary key,
    incident_id bigint not null references incident,
    template    varchar(60) not null,
    state       varchar(20) not null,
    begun_at    timestamp(6) with time zone not null,
    version     integer not null,
    constraint postmortem_incident unique (incident_id)
);

create table postmortem_section (
    id            bigint primary key,
    postmortem_id bigint not null references postmortem,
    section_key   varchar(60) not null,
    title         varchar(200) not null,
    position      integer not null,
    shown         boolean not null,
    written       boolean not null,
    markdown      varchar(200000) not null,
    audience      varchar(10) not null,
    revision      integer not null,
    saved_at      timestamp(6) with time zone not null,
    saved_by_id   bigint references app_user,
    constraint postmortem_section_key unique (postmortem_id, section_key)
);

create table postmortem_section_version (
    id          bigint primary key,
    section_id  bigint not null references postmortem_section,
    revision    integer not null,
    markdown    varchar(200000) not null,
    audience    varchar(10) not null,
    saved_at    timestamp(6) with time zone not null,
    saved_by_id bigint references app_user,
    constraint postmortem_section_revision unique (section_id, revision)
);

create table postmortem_review (
    id            bigint primary key,
    postmortem_id bigint not null references postmortem,
    review_no     integer not null,
    verdict       varchar(20) not null,
    remark        varchar(10000),
    section_key   varchar(60),
    quote         varchar(2000),
    reviewed_at   timestamp(6) with time zone not null,
    reviewer_id   bigint references app_user,
    constraint postmortem_review_no unique (postmortem_id, review_no)
);
