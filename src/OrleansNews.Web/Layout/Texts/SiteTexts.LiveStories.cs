namespace OrleansNews.Layout;

/// <content>The words of live stories: what readers see, and what those who add entries do.</content>
public sealed partial class SiteTexts
{
    public string LiveStory => Text();

    public string LiveEntries(int count) => Plural(count);

    public string LiveHasEnded(string at) => Fill([at]);

    public string LiveFeed => Text();

    public string LivePinned => Text();

    public string LiveKeyEvent => Text();

    public string LiveEdited => Text();

    public string LiveEarlier => Text();

    public string LiveLater => Text();

    public string LiveBackToStory => Text();

    public string LiveWholeStory => Text();

    public string LivePreviousEntry => Text();

    public string LiveNextEntry => Text();

    public string NewLiveEntries(int count) => Plural(count);

    public string LiveOrderField => Text();

    public string LiveOrderNone => Text();

    public string LiveOrderNewest => Text();

    public string LiveOrderOldest => Text();

    public string LiveDesk => Text();

    public string LiveDeskText => Text();

    public string LiveAdd => Text();

    public string LiveAddKeys => Text();

    public string LiveEntryHeadline => Text();

    public string LiveEntryText => Text();

    public string LivePin => Text();

    public string LiveUnpin => Text();

    public string LiveCorrect => Text();

    public string LiveCorrectIt => Text();

    public string LiveWithdraw => Text();

    public string LiveWithdrawText => Text();

    public string LiveWithdrawnBy(string name, string at) => Fill([name, at]);

    public string LiveEnd => Text();

    public string LiveGoOn => Text();

    public string LiveRevisions => Text();

    public string LiveConflict => Text();

    public string LiveNoEntries => Text();
}
