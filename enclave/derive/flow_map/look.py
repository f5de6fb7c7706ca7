"""How the map looks: colours for light and dark, one typeface that every system has."""

STYLE = """
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;fill:#1b2430}
.paper{fill:#f5f7fa}.card{fill:#fff;stroke:#d3d9e2}.site{fill:#fff;stroke:#b9c3d0;stroke-width:1.5}
.function{fill:#f8fafc;stroke:#dde3ea}.model{fill:#eef2f7;stroke:#cfd8e3}
.part{fill:#fff;stroke:#8492a6;stroke-width:1.5}.door{fill:#1d2f4d;stroke:#1d2f4d}
.on-door{fill:#fff}.on-door-soft{fill:#c5d2e6}
.h1{font-size:26px;font-weight:700}.h2{font-size:19px;font-weight:700}
.h3{font-size:15px;font-weight:650}
.h4{font-size:13.5px;font-weight:650}.body{font-size:12.5px}.small{font-size:11.5px}
.soft{fill:#586476}.rule{stroke:#e4e9ef}.wire{stroke:#aab6c5;stroke-width:1.5;fill:none}.tip{fill:#aab6c5}
.badge{fill:#eef2f7;stroke:none}.badge-production{fill:#1d2f4d}.on-badge-production{fill:#fff}
.flow{fill:none;stroke-width:2.2}
.leased_line{stroke-dasharray:9 4}.local_network{stroke-dasharray:2 4}
.chip-open{fill:#e4f3ea}.ink-open{fill:#1f6b4a}.line-open{stroke:#2f8a60}.tip-open{fill:#2f8a60}
.chip-internal{fill:#e1ecf9}.ink-internal{fill:#1f5796}
.line-internal{stroke:#3478bd}
.tip-internal{fill:#3478bd}
.chip-confidential{fill:#fcefd4}.ink-confidential{fill:#7d4e00}
.line-confidential{stroke:#c8860d}.tip-confidential{fill:#c8860d}
.chip-crown_jewel{fill:#fae1ec}.ink-crown_jewel{fill:#98204f}
.line-crown_jewel{stroke:#c2346e}.tip-crown_jewel{fill:#c2346e}
.line-none{stroke:#7c8899}.tip-none{fill:#7c8899}
@media (prefers-color-scheme:dark){
text{fill:#e7ecf3}.paper{fill:#11151b}.card{fill:#1a2029;stroke:#343e4c}.site{fill:#1a2029;stroke:#465365}
.function{fill:#202833;stroke:#323d4b}.model{fill:#263140;stroke:#3b4858}
.part{fill:#1a2029;stroke:#8796aa}.door{fill:#35578a;stroke:#35578a}.on-door-soft{fill:#d3deee}
.soft{fill:#9aa8b9}.rule{stroke:#2c3643}.wire{stroke:#5f6e81}.tip{fill:#5f6e81}
.badge{fill:#263140}.badge-production{fill:#35578a}
.chip-open{fill:#17382a}.ink-open{fill:#8bdcb3}.chip-internal{fill:#17324f}.ink-internal{fill:#9accfa}
.chip-confidential{fill:#43310d}.ink-confidential{fill:#f3c772}.chip-crown_jewel{fill:#4a1931}.ink-crown_jewel{fill:#f99cc2}
}
"""
