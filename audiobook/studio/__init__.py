"""Script and Cast -> Plan -> sound: what is said, in which takes, spoken in parallel, stitched as a stream.

`plan` decides, a `Booth` of worker processes speaks, `perform` stitches. Nothing here knows of files but
the `Store`, where every finished take is kept under the hash of what is heard in it.
"""
