using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace OrleansNews.Control;

/// <summary>Speaks to the host that owns a data folder.</summary>
internal sealed class ControlClient(string socket) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectAsync(socket, cancellationToken) })
    {
        BaseAddress = new("http://control/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends one request; null when nobody listens.</summary>
    public async Task<ControlAnswer?> TrySendAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(path, request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK) return ControlAnswer.Failed($"The host could not do it ({(int)response.StatusCode}). Its log says why.");
            return await response.Content.ReadFromJsonAsync<ControlAnswer>(cancellationToken);
        }
        catch (HttpRequestException fault) when (fault.InnerException is SocketException)
        {
            return null;
        }
        catch (HttpRequestException fault)
        {
            return ControlAnswer.Failed($"The host ended before it answered; whether it did what was asked is unknown. ({fault.Message})");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
