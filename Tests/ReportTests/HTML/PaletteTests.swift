import Glibc
import Testing

@testable import Report

@Suite("The page's colours")
struct PaletteTests {
    private enum Mode: CaseIterable {
        case light
        case dark

        func shade(_ color: Palette.Color) -> String { self == .light ? color.light : color.dark }
    }

    /// Relative luminance, as in WCAG 2.1.
    private static func luminance(_ color: String) throws -> Double {
        let number = try #require(Int(color.dropFirst(), radix: 16))
        let parts = [number >> 16, number >> 8, number].map { part in
            let value = Double(part & 0xff) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func contrast(_ one: String, _ other: String) throws -> Double {
        let (first, second) = (try luminance(one), try luminance(other))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    @Test("have a contrast of 4.5 for words and 3 for marks, on all grounds, by day and by night")
    func contrast() throws {
        for mode in Mode.allCases {
            for ground in Palette.grounds {
                for (colors, least) in [(Palette.words, 4.5), (Palette.series, 3)] {
                    for color in colors {
                        let contrast = try Self.contrast(mode.shade(color), mode.shade(ground))
                        #expect(contrast >= least, "\(color.name) on \(ground.name) by \(mode): \(contrast)")
                    }
                }
            }
        }
    }
}
