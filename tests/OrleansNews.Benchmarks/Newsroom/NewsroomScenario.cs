using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Newsroom;

/// <summary>A newsroom at work.</summary>
internal sealed class NewsroomScenario : IScenario
{
    public string Name => "newsroom";

    public string Title => "The newsroom";

    public string Method =>
        "A host of its own with 200 stories, on the same machine as all who ask it. Fifty editors, each signed in with an account of their own, work as people do: they look at the desk, open a story (a new one and one that "
        + "they published before in turn), write for half a minute, during which the script of the editor asks for the preview every two seconds and saves every four, press save, read it through, publish, see that what "
        + "they wrote is there, and go back to the desk. Every third story is saved once more from a second window that was opened before the last save: it must be answered with both texts, and any other conflict is a "
        + "failure. The reference is one editor alone who does the same with pauses a tenth as long, so that there is enough to count. Save and publish end when the page is there that the browser is led to. A reader asks "
        + "for the front page and for a story 20 times a second each, in both turns. One alone and fifty take turns, three rounds; of each figure the middle round counts.";

    public IReadOnlyList<ScenarioPart> Parts => [new("day", WorkingDay.MeasureAsync)];
}
