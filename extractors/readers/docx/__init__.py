"""Word files (``.docx``, ``.docm``) as blocks: WordprocessingML normalised once with lxml, then walked."""
