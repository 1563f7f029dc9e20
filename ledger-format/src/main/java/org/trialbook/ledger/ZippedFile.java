package org.trialbook.ledger;

/// One file in the zip of a bundle, where [ZipLayout] has found it.
///
/// @param name as the directory has it
/// @param deflated whether the data are deflate (RFC 1951); else they are the content itself
/// @param crc the CRC-32 that the content must have
/// @param data where the data begin in the zip, in bytes
/// @param compressed how many bytes the data take
/// @param size how many bytes the content has
record ZippedFile(String name, boolean deflated, long crc, long data, long compressed, long size) {}
