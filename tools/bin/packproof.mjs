#!/usr/bin/env node
import '../dist/packproof.mjs';
