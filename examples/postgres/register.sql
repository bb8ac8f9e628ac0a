-- A register of a few persons: columns have the names of the facts in the .pol file, NULL is "not known".
CREATE TABLE persons (
  id BIGINT PRIMARY KEY,
  pay_date DATE,
  birth_date DATE,
  local_household BOOLEAN,
  subsistence BOOLEAN,
  severely_disabled BOOLEAN,
  otherwise_insured BOOLEAN
);
\copy persons FROM 'people.csv' WITH (FORMAT csv, HEADER true)
-- This register writes nothing for "no": here an empty cell of these columns means false, not "not known".
UPDATE persons SET
  subsistence = COALESCE(subsistence, FALSE),
  severely_disabled = COALESCE(severely_disabled, FALSE),
  otherwise_insured = COALESCE(otherwise_insured, FALSE);
