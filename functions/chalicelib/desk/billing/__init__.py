"""What the desk does about money: agreements kept, months previewed, approved and issued (MP7 MP8 MP9)."""
