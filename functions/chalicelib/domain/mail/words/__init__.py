"""What mail clients and mail servers print, language by language: data, no rules."""
