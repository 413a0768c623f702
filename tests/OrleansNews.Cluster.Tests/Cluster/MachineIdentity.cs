using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>What Azure's App Service has beside a program: an address of this machine alone that gives it tokens of its identity.</summary>
internal sealed class MachineIdentity : IAsyncDisposable
{
    private const string Secret = "a-secret-of-this-machine";

    private readonly HttpListener _listener = new();
    private readonly string _address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Next()}/msi/token/");
    private readonly Task _answering;

    public MachineIdentity()
    {
        _listener.Prefixes.Add(_address);
        _listener.Start();
        _answering = AnswerAsync();
    }

    /// <summary>What a program finds in its environment.</summary>
    public IEnumerable<(string Name, string Value)> Variables => [("IDENTITY_ENDPOINT", _address), ("IDENTITY_HEADER", Secret)];

    /// <summary>What tokens were asked for, one after the other.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context.Request, context.Response);
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        response.StatusCode = request.Headers["X-IDENTITY-HEADER"] == Secret ? 200 : 401;
        if (response.StatusCode == 200 && request.QueryString["resource"] is { } resource)
        {
            Asked.Enqueue(resource);
            var ends = DateTimeOffset.UtcNow.AddHours(1);
            response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(response.OutputStream, new { access_token = Token(resource, ends), expires_on = ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), resource, token_type = "Bearer" });
        }

        response.Close();
    }

    private static string Token(string resource, DateTimeOffset ends)
    {
        var (began, ended) = (ends.AddHours(-2).ToUnixTimeSeconds(), ends.ToUnixTimeSeconds());
        return string.Join('.', Part(new { alg = "RS256", typ = "JWT" }), Part(new { aud = resource, iss = "https://sts.windows.net/a-directory/", iat = began, nbf = began, exp = ended }), Part("signed"));

        static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
    }
}
