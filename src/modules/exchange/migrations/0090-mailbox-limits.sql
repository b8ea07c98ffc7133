-- 'held': the agency takes nothing for the time being, what is for it stays with the node. What its own system cannot take is said
-- here, so that senders hear of it before they send.
alter table exchange.mailbox drop constraint mailbox_mode_check;
alter table exchange.mailbox add constraint mailbox_mode_check check (mode in ('here', 'pull', 'push', 'held'));
alter table exchange.mailbox add column largest_file_bytes bigint check (largest_file_bytes > 0);
alter table exchange.mailbox add column takes_attachments boolean not null default true;

-- A circular to all communes, ministries and offices of the country goes to one group.
alter table exchange.recipient_group drop constraint recipient_group_codes_check;
alter table exchange.recipient_group add constraint recipient_group_codes_check check (cardinality(codes) between 1 and 10000);
