-- In which section of the post-mortem somebody writes just now, as they said a moment ago, on whichever node.
create table whereabouts (
    incident_id bigint not null references incident,
    user_id     bigint not null references app_user,
    section     varchar(100) not null,
    until       timestamp(6) with time zone not null,
    primary key (incident_id, user_id)
);
