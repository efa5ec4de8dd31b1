-- Events come compressed: PostgreSQL would try to compress each again, in vain.
alter table neuron_record alter column event set storage external;
alter table simulation alter column event set storage external;
