using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>The moderation desk and the readers while a wave of advertisements comes in.</summary>
internal sealed class ModerationScenario : IScenario
{
    public string Name => "moderation";

    public string Title => "Moderation";

    public string Method =>
        "A host of its own with 200 stories, on the same machine as all who ask it. The wave: 100,000 anonymous comments over HTTP, each of another name and address and with two links, which the rules hold; half of "
        + "them under one story, half under all others, 1,000 a second. A moderator's browser asks for the desk 20 times a second, page by page as people see it, and behind that, as often at most, for what filters find: the held comments of a story on which little is said, behind "
        + "all of the wave in the same shard, and a word that no comment has; readers ask "
        + "for the page of a story with 50 comments and for its first page of comments (`GET /api/articles/ID/comments`), first ten of them at a steady pace, 200 requests a second for each, whose times run from when a request "
        + "was due, then by wrk, two threads and 32 connections, as fast as they can: the pace says whether the wave slows readers, wrk how much of the processors it leaves. With the wave another moderator calls a thousand held comments spam and takes it back, every three "
        + "seconds. Without the wave and with it take turns, three rounds; of each the middle round counts. A round asks for each page of the desk 160 times with the wave and 80 times without: "
        + "its 99th percentile is the longest time but one, or the longest. The same wave comes to a newspaper that mails its moderators of what is held, every five seconds, through a mail server of the measuring process, in turns with one that mails nobody. A decision until it is seen: five moderated comments, each of a story with 20 others, are hidden (held, spam, trash) and brought back in turn, "
        + "without the wave and with it. One moderator decides at the host; readers and another moderator ask a front end, a process of its own that keeps its pages, for every place again each 50 ms, from when the "
        + "decision is sent until 2.5 to 3.5 s later. What is measured is the time until a place is right for good: a wrong answer in between begins it anew.";

    public IReadOnlyList<ScenarioPart> Parts => [new("wave", Wave.MeasureAsync), new("mail", MailedWave.MeasureAsync), new("decisions", DecisionsSeen.MeasureAsync)];
}
