using System.Diagnostics;
using System.Net;
using NetVips;
using OrleansNews.Accounts;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>An author who uploads a photo every second, as a form of the library sends it.</summary>
internal sealed class PhotoSender
{
    private static readonly byte[] _photo = Take(4000, 3000);

    private readonly HttpClient _client;

    private PhotoSender(HttpClient client) => _client = client;

    /// <summary>Makes an author on the running site, and signs in.</summary>
    public static async Task<PhotoSender> SignInAsync(ReadingSite site)
    {
        await StaffAccounts.CreateAsync(site.Data, "photographer", Role.Author);
        return new(await StaffAccounts.SignInAsync(site.Host, "photographer"));
    }

    /// <summary>Uploads a photo every second until told to stop; returns how many a second were stored. One that is told to come back counts as none.</summary>
    public async Task<double> SendSteadilyAsync(Task until)
    {
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task<bool>>();
        while (!until.IsCompleted)
        {
            sent.Add(SendAsync());
            var next = TimeSpan.FromSeconds(sent.Count) - Stopwatch.GetElapsedTime(started);
            if (next > TimeSpan.Zero) await Task.WhenAny(until, Task.Delay(next));
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (await Task.WhenAll(sent)).Count(stored => stored) / seconds;
    }

    private async Task<bool> SendAsync()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(_photo), "file", "photo.jpg" }, { new StringContent("A photo"), "alt" } };
        using var answer = await _client.PostAsync("/newsroom/media", form);
        return answer.StatusCode switch
        {
            HttpStatusCode.SeeOther => true,
            HttpStatusCode.ServiceUnavailable => false,
            var other => throw new InvalidOperationException($"A photo was answered {(int)other}."),
        };
    }

    // Light and shade with the grain of a sensor: what is encoded must be as much work as a photo.
    private static byte[] Take(int width, int height)
    {
        using var grid = Image.Xyz(width, height);
        using var grain = Image.Gaussnoise(width, height, sigma: 8, mean: 0);
        var light = ((grid[0] / 300).Math(Enums.OperationMath.Sin) * 40) + ((grid[1] / 170).Math(Enums.OperationMath.Sin) * 40) + 120 + grain;
        using var photo = light.Bandjoin(light * 0.8, (light * 0.5) + 60).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return photo.JpegsaveBuffer(q: 92);
    }
}
