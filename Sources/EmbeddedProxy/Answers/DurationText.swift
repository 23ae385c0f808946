extension Duration {
    /// As Alluxio's settings have it: `1hour`, `90sec`, `500ms`.
    var alluxioText: String {
        let (seconds, attoseconds) = components
        if attoseconds != 0 { return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms" }
        if seconds % 3600 == 0 { return "\(seconds / 3600)hour" }
        return seconds % 60 == 0 ? "\(seconds / 60)min" : "\(seconds)sec"
    }
}
