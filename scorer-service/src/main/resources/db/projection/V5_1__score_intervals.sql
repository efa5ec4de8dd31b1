-- The 95 % confidence interval of the score that ranks, for lists; the intervals of all others are in `splits`.
alter table scores add column score_low double precision;
alter table scores add column score_high double precision;
comment on column scores.score_low is 'lower end of the interval of score; null without a score, without an interval, and from scorers that knew none';
comment on column scores.score_high is 'upper end';
