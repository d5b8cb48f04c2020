package org.hindsight.postmortem.prose;

/**
 * One place in a text that deserves a second look.
 *
 * @param words what was found there, as it is written
 * @param passage the same with what stands around it
 * @param advice goes on after the words: why, and what to write instead
 * @param sameAs findings of one concern with the same value are told once
 */
record Finding(Concern concern, String words, String passage, String advice, String sameAs) {}
