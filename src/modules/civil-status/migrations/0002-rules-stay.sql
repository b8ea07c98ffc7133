-- A rule that was in force stays readable as it was: rules are added, never changed. A book's last number only rises.
select platform.append_only('civil_status.register_rule');
revoke delete, truncate on civil_status.register_book from lienthong_app;
