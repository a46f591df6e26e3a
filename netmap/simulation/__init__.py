"""Made-up partnerships whose truth is known: what analyses are judged on."""
