"""Word lists as files: nothing but tables lives here. README.md says where each comes from; `detection` reads them."""
