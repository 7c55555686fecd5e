"use strict";
// Comfort alone: every page works without it, as forms and links.
