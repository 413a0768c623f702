using System.Net;

namespace OrleansNews.Live;

/// <summary>A reader who loses the connection again and again and comes back, to whichever front end, with the last position.</summary>
/// <param name="http">Shared by all readers.</param>
/// <param name="random">Decides where and when.</param>
/// <param name="choose">An address of the feed, among those that are open now.</param>
internal sealed class RestlessReader(HttpMessageInvoker http, Random random, Func<Random, Uri> choose)
{
    private readonly byte[] _buffer = new byte[128 * 1024];

    /// <summary>What it has read.</summary>
    public Reconstruction Reconstruction { get; init; } = new();

    /// <summary>How often it connected.</summary>
    public int Connections { get; private set; }

    /// <summary>How often an answer was no feed.</summary>
    public int Refusals { get; private set; }

    /// <summary>Told of each connection that ended amid the feed without a word.</summary>
    public Action<Uri>? BrokeOff { get; init; }

    /// <summary>Reads until it is known where the end is and that place is reached.</summary>
    public async Task ReadAsync(Task<string> end, CancellationToken cancel)
    {
        while (!end.IsCompleted || Reconstruction.Position != await end)
        {
            // Who waits for more when the end becomes known looks again where they are.
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (!end.IsCompleted) WakeAt(end, look);
            try
            {
                // A front end that is ending says to come back.
                if (!await ReadOnceAsync(random.Next(1, 400), end, look.Token)) await Task.Delay(random.Next(10, 100), cancel);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                // Looks again.
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException)
            {
                // A front end was killed, or is not there any more: the next connection goes on from the same position.
                await Task.Delay(random.Next(10, 100), cancel);
            }
        }
    }

    private static async void WakeAt(Task end, CancellationTokenSource look)
    {
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            look.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // That connection is over.
        }
    }

    private async Task<bool> ReadOnceAsync(int patience, Task<string> end, CancellationToken cancel)
    {
        var address = choose(random);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Last-Event-ID", Reconstruction.Position } } };
        using var answer = await http.SendAsync(request, cancel);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Refusals++;
            throw new HttpRequestException($"The feed answered {(int)answer.StatusCode}.");
        }

        Connections++;
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var (filled, read) = (0, 0);
        while (patience > 0 && !(end.IsCompleted && Reconstruction.Position == await end) && (read = await ReadAsync(address, stream, filled, cancel)) > 0)
        {
            filled += read;
            var taken = TakeAll(_buffer.AsSpan(0, filled), ref patience);
            Buffer.BlockCopy(_buffer, taken, _buffer, 0, filled -= taken);
        }

        return read > 0;
    }

    private async Task<int> ReadAsync(Uri address, Stream stream, int filled, CancellationToken cancel)
    {
        try
        {
            return await stream.ReadAsync(_buffer.AsMemory(filled), cancel);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            BrokeOff?.Invoke(address);
            throw;
        }
    }

    // A connection that is lost amid an event has not delivered it.
    private int TakeAll(ReadOnlySpan<byte> received, ref int patience)
    {
        var taken = 0;
        for (int length; patience > 0 && (length = received[taken..].IndexOf("\n\n"u8)) >= 0; taken += length + 2)
        {
            if (Reconstruction.Take(received.Slice(taken, length))) patience--;
        }

        return taken;
    }
}
