// What known_answers.py printed.
import SelfDescribingData

/// Bytes of files, worked out by another program from the format's description.
enum KnownAnswers {
    static let bytes: [(identity: Identity, offset: Int64, hexadecimal: String)] = [
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            0, "254f7f3f2b3b83ec30df9f5a8e74b271"
        ),
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            8, "30df9f5a8e74b271ba464f4d29b41a85"
        ),
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            4088, "e437dd218dbbc2aeebc62d06ca0977be"
        ),
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            4093, "bbc2aeebc62d06ca0977be06c52b540f"
        ),
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            5_242_864, "6845310075c9e5f5736d35bce822d399"
        ),
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            4_294_967_291, "e88214396da8fee4bfcdfd9e89b6cae7"
        ),
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            17_592_186_044_400, "2649a67eef568df94606c36119e64dcf"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            0, "25f5a608cc25493d20ce8dbbb0c169c2"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            8, "20ce8dbbb0c169c2bafc967aceaad054"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            4088, "f426cfc0b30e191dea29481d7f699b5e"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            4093, "0e191dea29481d7f699b5ec55e7098ce"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            5_242_864, "bc37584ec0ae37ce4a19f1917b8d6723"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            4_294_967_291, "c34cd196a6b4aac53773fc5c812b554f"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            17_592_186_044_400, "70889f02f9d8ad32bbbb4c8585ddb3c2"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            0, "d45b100ec97473c35f05fdb6284dc85e"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            8, "5f05fdb6284dc85e4b52207ccbfbeaaa"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            4088, "8bedbfcd2b82b881e7c4124b0cb28d1a"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            4093, "82b881e7c4124b0cb28d1a3ce05e5313"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            5_242_864, "1af432b5efd3001f5197b3f076d079af"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            4_294_967_291, "f607945fce304212262ac45702841449"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            17_592_186_044_400, "535eddb936158ad478cdb85bf6b526b7"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            0, "f46441311f4dc99a523b9b42c08b9372"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            8, "523b9b42c08b93726b6d71431dc250f3"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            4088, "86d3d939c344e3ad8913dba6fc5f736b"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            4093, "44e3ad8913dba6fc5f736b5b33d4e539"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            5_242_864, "223f12a318ffd682f9b2e52d625dd0f6"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            4_294_967_291, "7529b25b269e8e1e320a266504de6a1a"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            17_592_186_044_400, "8dde5634f6d8d5246cece9ee9c9c883c"
        ),
    ]

    /// SHA-256 of the first 10,000 bytes.
    static let hashes: [(identity: Identity, hexadecimal: String)] = [
        (
            Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4),
            "73d7c45819e1e824dea9772968cff86284902d6703ab78417f06b5d75df800e8"
        ),
        (
            Identity(run: 1, node: 0, process: 0, file: 0, version: 1),
            "d6bc295e94be574ec917a395d361f7601c1c8fa0003826de7ea12a2355c06298"
        ),
        (
            Identity(run: 4_294_967_295, node: 4095, process: 4095, file: 65535, version: 16_777_215),
            "771d70a73bd18f280411b3b0f45e210e2cf30ca0d70d876045c4d4446daa44dc"
        ),
        (
            Identity(run: 2_147_483_649, node: 17, process: 4000, file: 256, version: 65537),
            "a8608a85c1b8d3d733f93fbd8b1cc10986d9a334fb71b762628d9257cd490691"
        ),
    ]
}
