"""What a study is: tables, their schema and checks, dates, errors and languages."""
