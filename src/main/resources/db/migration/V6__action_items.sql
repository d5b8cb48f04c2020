-- What people will do about incidents.
create sequence action_item_seq start with 1 increment by 50;

create table action_item (
    id                bigint primary key,
    incident_id       bigint not null references incident,
    item_no           integer not null,
    title             varchar(500) not null,
    type              varchar(20) not null,
    owner             varchar(254),
    due_on            date,
    priority          varchar(10),
    state             varchar(20) not null,
    reason            varchar(2000),
    tracker_url       varchar(2000),
    audience          varchar(10) not null,
    recorded_at       timestamp(6) with time zone not null,
    author_id         bigint references app_user,
    retracted_because varchar(2000),
    version           integer not null,
    constraint action_item_no unique (incident_id, item_no)
);

create index action_item_due on action_item (due_on);

create table action_item_cause (
    action_item_id bigint not null references action_item,
    position       integer not null,
    cause_no       integer not null,
    primary key (action_item_id, position)
);
