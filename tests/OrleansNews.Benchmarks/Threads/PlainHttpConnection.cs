using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>
/// One kept connection that posts JSON and reads nothing of an answer but its status and length: the client shares the cores with the host that it measures, and
/// a full HTTP client would take as much of them as the host.
/// </summary>
internal sealed class PlainHttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly bool _keepsCookies;
    private readonly byte[] _request = new byte[8 * 1024];
    private readonly byte[] _answer = new byte[16 * 1024];

    private string _prefix;

    private PlainHttpConnection(Socket socket, string prefix, bool keepsCookies) => (_socket, _prefix, _keepsCookies) = (socket, prefix, keepsCookies);

    /// <summary>Connects.</summary>
    /// <param name="site">The front end.</param>
    /// <param name="address">Where everything is posted to.</param>
    /// <param name="keepsCookies">Whether it sends the cookies of the first answer that sets some.</param>
    public static async Task<PlainHttpConnection> OpenAsync(Uri site, string address, bool keepsCookies = false)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(site.Host, site.Port);
        return new(socket, $"POST {address} HTTP/1.1\r\nHost: {site.Authority}\r\nContent-Type: application/json\r\n", keepsCookies);
    }

    /// <summary>Posts one document and answers the status.</summary>
    public async Task<int> PostAsync(string json, Guid key)
    {
        var length = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{_prefix}Idempotency-Key: {key}\r\nContent-Length: {json.Length}\r\n\r\n{json}"), _request);
        for (var sent = 0; sent < length;) sent += await _socket.SendAsync(_request.AsMemory(sent, length - sent));
        var received = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(received));
            if (read == 0) throw new IOException("The host closed the connection.");
            received += read;
            if (!IsWhole(_answer.AsSpan(0, received))) continue;
            if (_keepsCookies && !_prefix.Contains("Cookie: ", StringComparison.Ordinal)) KeepCookies(Encoding.ASCII.GetString(_answer, 0, received));
            return int.Parse(Encoding.ASCII.GetString(_answer, 9, 3), CultureInfo.InvariantCulture);
        }
    }

    public void Dispose() => _socket.Dispose();

    private void KeepCookies(string answer)
    {
        const string Header = "Set-Cookie: ";
        var set = answer.Split("\r\n\r\n")[0].Split("\r\n").Where(line => line.StartsWith(Header, StringComparison.OrdinalIgnoreCase)).Select(line => line[Header.Length..].Split(';')[0]).ToList();
        if (set.Count > 0) _prefix += $"Cookie: {string.Join("; ", set)}\r\n";
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = answer[..end];
        if (head.IndexOf("chunked"u8) >= 0) return answer.EndsWith("0\r\n\r\n"u8);
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return true;
        var number = head[(at + 16)..];
        var line = number.IndexOf((byte)'\r');
        return answer.Length - end - 4 >= int.Parse(line < 0 ? number : number[..line], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
