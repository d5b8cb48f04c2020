-- Which action a person was reminded of by mail, on which day (UTC), and when it was due then; written before the mail is sent.
create sequence reminder_seq start with 1 increment by 50;

create table reminder (
    id             bigint primary key,
    user_id        bigint not null references app_user,
    action_item_id bigint not null references action_item,
    sent_on        date not null,
    due_on         date not null,
    constraint reminder_once unique (user_id, action_item_id, sent_on)
);

create index reminder_of_action on reminder (action_item_id);
