/// How the page looks.
enum StyleSheet {
    static let markup: Markup = "\(colors)\(page)\(header)\(content)\(charts)\(narrow)\(print)"

    private static let colors: Markup = {
        let all = Palette.series.indices.map { $0 + 1 }
        let rules: [Markup] = all.map { number in
            ".c\(number){stroke:var(--s\(number))}.f\(number){fill:var(--s\(number))}.k\(number){background:var(--s\(number));color:var(--s\(number))}\n"
        }
        return """

            :root{color-scheme:light dark;\(Palette.properties(\.light))}
            @media screen and (prefers-color-scheme:dark){:root{\(Palette.properties(\.dark))}}
            \(rules)
            """
    }()

    private static let page: Markup = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0 auto;padding:24px;max-width:1200px;background:var(--page);color:var(--text);\
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;\
        font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
        header,section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px 24px;margin:0 0 16px}
        h1,h2,h3,p,dl,dd,figure,ul{margin:0;padding:0}
        h2{font-size:18px;line-height:1.3;margin:0 0 12px}
        h3{font-size:15px;line-height:1.3;font-weight:600}
        section p{margin:0 0 12px}
        .faint,.more,footer{color:var(--faint)}
        footer{font-size:13px;text-align:center}
        .pass{color:var(--pass)}.fail{color:var(--fail)}.none{color:var(--none)}.work{color:var(--link)}
        .tag{display:inline-block;font-size:12px;line-height:1.5;font-weight:500;padding:0 8px;border:1px solid currentColor;border-radius:10px;color:var(--faint);vertical-align:middle;white-space:nowrap}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px}

        """

    private static let header: Markup = """
        .what{color:var(--faint)}.what b{color:var(--text)}
        h1{font-size:32px;line-height:1.25;letter-spacing:.01em;margin:2px 0}
        .icon{width:30px;height:30px;margin-right:10px;vertical-align:-5px}
        .icon circle{fill:currentColor}.icon path{fill:none;stroke:var(--card);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}
        .reason{font-size:17px}
        p.facts{color:var(--faint);font-size:13px}p.facts span:not(:last-child)::after{content:" · "}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:10px;margin-top:16px}
        .figures div{background:var(--soft);border-radius:8px;padding:10px 14px;border-left:3px solid transparent}
        .figures dt{font-size:13px;color:var(--faint)}
        .figures b{display:block;font-size:22px;line-height:1.3;font-weight:600}
        .figures span{display:block;font-size:12.5px;line-height:1.4;color:var(--faint)}
        .figures .bad{border-left-color:var(--fail)}.figures .bad b{color:var(--fail)}

        """

    /// Where a box goes on to a side its edge is shaded. What covers the shade moves with the content, and so lies over it
    /// only where there is no more.
    private static let shades: Markup = {
        let sides: [(side: Markup, inward: Markup, cover: Markup, shade: Markup)] = [
            ("left", "right", "36px 100%", "12px 100%"), ("right", "left", "36px 100%", "12px 100%"),
            ("bottom", "top", "100% 36px", "100% 12px"),
        ]
        let layers: [Markup] = sides.map { side, inward, cover, shade in
            "linear-gradient(to \(inward),var(--card) 40%,transparent) \(side)/\(cover) no-repeat local,"
                + "linear-gradient(to \(inward),var(--shade),transparent) \(side)/\(shade) no-repeat scroll,"
        }
        return "background:\(layers)var(--card)"
    }()

    private static let content: Markup = """
        .scroll{overflow-x:auto;max-height:560px;overflow-y:auto;border:1px solid var(--line);border-radius:8px;\(shades)}
        table{border-collapse:collapse;width:100%;font-size:13.5px;overflow-wrap:normal}
        th,td{padding:6px 12px;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
        thead th{position:sticky;top:0;background:var(--soft);border-top:0;font-weight:600;white-space:nowrap}
        tbody th{font-weight:500}
        .n{text-align:right;white-space:nowrap}
        td code,th code{overflow-wrap:anywhere}td>code,th>code{display:inline-block;min-width:20em}
        .said{min-width:20em}tbody th{white-space:nowrap}tbody th code{white-space:normal}
        .sub{padding-left:14px;color:var(--faint);font-weight:400}.kind,td>b{white-space:nowrap}
        details{margin-top:12px}td details{margin:0;min-width:6em}
        summary{cursor:pointer;color:var(--link);width:fit-content;border-radius:4px}
        details[open]>summary{margin-bottom:8px}
        .shell{display:block;min-width:24em}
        .list{padding-left:20px}
        dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:4px 24px;font-size:14px}
        dl.facts div{display:flex;gap:12px}dl.facts dt{flex:0 0 90px;color:var(--faint)}dl.facts dd{min-width:0}

        """

    private static let charts: Markup = """
        figure{margin:0 0 12px;break-inside:avoid}
        figcaption{display:flex;flex-wrap:wrap;gap:2px 18px;align-items:baseline;margin-bottom:28px}
        figcaption .note{flex-basis:100%;margin:0;font-size:13px;color:var(--faint)}
        .legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;font-size:13px;color:var(--faint)}
        i[class^=k]{display:inline-block;width:14px;height:4px;border-radius:2px;margin-right:7px;vertical-align:middle}
        i.dashed{background:none;height:0;border-top:3px dashed}
        .kind i[class^=k],#finding-map i[class^=k]{width:10px;height:10px}
        .plot{display:block;width:calc(100% - 76px);margin:0 20px 60px 56px;overflow:visible}
        .plot.wide{width:calc(100% - 24px);margin-left:4px}
        .plot text{fill:var(--faint);font-size:12px}
        .plot .y{text-anchor:end}.plot .x{text-anchor:middle}.plot .e{text-anchor:end}
        .plot .path{fill:var(--text);font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
        .grid,.tick{stroke:var(--line);stroke-width:1;shape-rendering:crispEdges}.tick{stroke:var(--faint)}
        .marks{overflow:visible}
        .marks path{fill:none;stroke-width:2;vector-effect:non-scaling-stroke;stroke-linejoin:round}
        .marks .area{stroke:none;opacity:.16}.marks .area.f1{fill:var(--s1)}
        .marks .bar{stroke-width:1.5;vector-effect:non-scaling-stroke}.marks path.bar.f2{fill:var(--s2)}
        .marks .cell{stroke:none}.marks .cell.f1{fill:var(--s1)}.marks .cell.f2{fill:var(--s2)}
        .marks .dashed{stroke-dasharray:6 5}.marks .thin{stroke-width:1}.marks .thick{stroke-width:3}
        .strip{fill:var(--soft);stroke:var(--line);vector-effect:non-scaling-stroke}
        .hint{fill:var(--text);opacity:0}.hint:hover{opacity:.1}

        """

    private static let narrow: Markup = """
        @media (max-width:640px){body{padding:10px}header,section{padding:14px 14px}h1{font-size:26px}.icon{width:24px;height:24px;vertical-align:-3px}
        .figures{grid-template-columns:repeat(auto-fill,minmax(150px,1fr))}.figures b{font-size:19px}
        dl.facts{grid-template-columns:1fr}.minor{display:none}}

        """

    private static let print: Markup = """
        @media print{body{padding:0;max-width:none;background:none}header,section{border:0;padding:0 0 12px}
        .scroll{max-height:none;overflow:visible;border:0;background:none}thead th{position:static}.hint{display:none}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2{break-after:avoid}tr{break-inside:avoid}}

        """
}
