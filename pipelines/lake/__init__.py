"""Where everything lies that is known of the reports, and how it is written whole or not at all."""
