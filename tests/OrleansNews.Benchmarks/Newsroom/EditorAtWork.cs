using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Newsroom;

/// <summary>An editor at a browser with its script: one story after the other, each in the pace of a person.</summary>
/// <param name="client">A browser in which the editor is signed in.</param>
/// <param name="login">Who it is.</param>
internal sealed partial class EditorAtWork(HttpClient client, string login) : IDisposable
{
    private const int WordsAtFirst = 300, WordsBetweenSaves = 12, Saves = 8, SecondWindowEvery = 3;

    // What the script of the editor waits for, and what people take for reading.
    private static readonly TimeSpan _preview = TimeSpan.FromSeconds(2), _look = TimeSpan.FromSeconds(4);

    private readonly Random _random = new(login.GetHashCode(StringComparison.Ordinal));
    private string? _published;
    private int _stories;

    public static async Task<EditorAtWork> SignInAsync(HostProcess host, string data, string login)
    {
        await StaffAccounts.CreateAsync(data, login, Role.Editor);
        return new(await StaffAccounts.SignInAsync(host, login), login);
    }

    /// <summary>Works until told to stop; what was begun is finished.</summary>
    /// <param name="pace">How many times faster than people.</param>
    public async Task WorkAsync(WorkBook book, double pace, Task until)
    {
        // Nobody begins the day in the same second as all others.
        await PauseAsync(TimeSpan.FromSeconds(20), pace, until);
        while (!until.IsCompleted)
        {
            try
            {
                await WriteStoryAsync(book, pace, until);
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                book.Fail($"{login}: {lost.Message}");
            }
        }
    }

    public void Dispose() => client.Dispose();

    private async Task WriteStoryAsync(WorkBook book, double pace, Task until)
    {
        await book.TimeAsync(Deed.Desk, () => PageAsync(book, "/newsroom"));
        await PauseAsync(_look, pace, until);
        var (number, story) = (++_stories, _published ?? await BeginAsync(book));
        if (await book.TimeAsync(Deed.Open, () => PageAsync(book, story)) is not { } page) return;
        var (version, stored) = Read(page);
        var text = stored.Length > 0 ? stored : Words(WordsAtFirst);
        for (var save = 0; save < Saves && !until.IsCompleted; save++)
        {
            text += " " + Words(WordsBetweenSaves);
            await PreviewAsync(book, text);
            await PauseAsync(_preview, pace, until);
            await PreviewAsync(book, text);
            await PauseAsync(_preview, pace, until);
            version = await AutosaveAsync(book, story, Fields(number, text, version)) ?? version;
        }

        var opened = version;
        version = await SendAsync(book, Deed.Save, story, "", number, text += " Read through.", version);
        if (number % SecondWindowEvery == 0) await CollideAsync(book, story, number, opened);
        await PauseAsync(_look, pace, until);
        await SendAsync(book, Deed.Publish, story, "/publish", number, text, version);
        // A new story and one that is out, in turn.
        _published = _published is null ? story : null;
        await PauseAsync(_look, pace, until);
    }

    private async Task<string> BeginAsync(WorkBook book)
    {
        using var answer = await client.PostAsync("/newsroom/stories", null);
        if (answer.StatusCode != HttpStatusCode.SeeOther) book.Fail($"{login}: a new story was answered {(int)answer.StatusCode}");
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<string?> PageAsync(WorkBook book, string address)
    {
        using var answer = await client.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.OK) return page;
        book.Fail($"{login}: {address} was answered {(int)answer.StatusCode}");
        return null;
    }

    private async Task PreviewAsync(WorkBook book, string text)
    {
        using var form = StaffAccounts.Form(("body", text), ("format", "Markdown"));
        using var answer = await book.TimeAsync(Deed.Preview, () => client.PostAsync("/newsroom/stories/text", form));
        if (answer.StatusCode != HttpStatusCode.OK) book.Fail($"{login}: the preview was answered {(int)answer.StatusCode}");
    }

    // The version that it made; null when it made none.
    private async Task<long?> AutosaveAsync(WorkBook book, string story, FormUrlEncodedContent fields)
    {
        using var answer = await book.TimeAsync(Deed.Autosave, () => client.PostAsync(story + "/autosave", fields));
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return told.RootElement.GetProperty("version").GetInt64();
        }

        book.Fail($"{login}: an automatic save was answered {(int)answer.StatusCode}");
        return null;
    }

    // Saves or publishes, and reads the page that the browser is led to: what was written must stand there.
    private async Task<long> SendAsync(WorkBook book, Deed deed, string story, string action, int number, string text, long version)
    {
        var page = await book.TimeAsync(deed, async () =>
        {
            using var answer = await client.PostAsync(story + action, Fields(number, text, version));
            if (answer.StatusCode == HttpStatusCode.SeeOther) return await PageAsync(book, answer.Headers.Location!.OriginalString);
            book.Fail($"{login}: {deed} was answered {(int)answer.StatusCode}");
            return null;
        });
        if (page is null) return version;
        var (now, stored) = Read(page);
        if (stored != text) book.Fail($"{login}: {story} has another text than was sent");
        return now;
    }

    private async Task CollideAsync(WorkBook book, string story, int number, long opened)
    {
        using var answer = await client.PostAsync(story, Fields(number, "Written in a window that was forgotten.", opened));
        var page = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.Conflict && page.Contains("Written in a window that was forgotten.", StringComparison.Ordinal) && page.Contains("Read through.", StringComparison.Ordinal)) book.MetConflict();
        else book.Fail($"{login}: a save from an older version was answered {(int)answer.StatusCode}");
    }

    private FormUrlEncodedContent Fields(int number, string text, long version) => StaffAccounts.Form(
        ("title", string.Create(CultureInfo.InvariantCulture, $"Story {(number + 1) / 2} of {login}")), ("body", text), ("version", version.ToString(CultureInfo.InvariantCulture)),
        ("section", "Harbour"), ("authors", "Ines Calloway"), ("comments_open", "yes"), ("format", "Markdown"));

    private string Words(int count) => ReadingSite.Text(_random, count);

    // Half as long to half as long again, and not at all when the day is over.
    private Task PauseAsync(TimeSpan pause, double pace, Task until) => Task.WhenAny(until, Task.Delay(pause * (0.5 + _random.NextDouble()) / pace));

    private static (long Version, string Body) Read(string page) =>
        (long.Parse(Version().Match(page).Groups[1].Value, CultureInfo.InvariantCulture), WebUtility.HtmlDecode(Body().Match(page).Groups[1].Value).Trim());

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("<textarea[^>]*name=\"body\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Body();
}
