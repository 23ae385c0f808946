/// The page by which Jetty says that there is nothing at a target.
enum NotFoundPage {
    static func text(_ target: String) -> String {
        """
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
        <title>Error 404 Not Found</title>
        </head>
        <body><h2>HTTP ERROR 404 Not Found</h2>
        <table>
        <tr><th>URI:</th><td>\(escaped(target))</td></tr>
        <tr><th>STATUS:</th><td>404</td></tr>
        <tr><th>MESSAGE:</th><td>Not Found</td></tr>
        <tr><th>SERVLET:</th><td>org.eclipse.jetty.servlet.ServletHandler$Default404Servlet</td></tr>
        </table>
        <hr/><a href="https://eclipse.org/jetty">Powered by Jetty:// 9.4.46.v20220331</a><hr/>

        </body>
        </html>

        """
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default: result.append(character)
            }
        }
        return result
    }
}
