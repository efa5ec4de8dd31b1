-- Whether some explanation has the word in any form. Of a word that none has, search_matches() would find out in each
-- fiftieth of the score by itself.
create function has_form_of(typed text) returns boolean
language plpgsql stable set search_path from current set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    in_any_tier tsquery := regexp_replace(plainto_tsquery('explanation_text', typed)::text, '''([^'']+)''', '''\1='':*', 'g');
begin
    return exists (select from search_entry e where e.keys @@ in_any_tier);
end
$$;
