namespace OrleansNews.Comments.Threads;

/// <content>
/// Replies in their order. They are a ring through all of a comment's replies, hidden ones too; where many hidden ones stand together (a wave of spam), the shown ones are listed once and
/// kept listed, so that a page costs the same whatever lies between.
/// </content>
internal sealed partial class ThreadIndex
{
    private const int ManyHidden = 64;

    private readonly Dictionary<int, List<int>> _shownReplies = [];

    /// <summary>How many hidden replies reads have passed over so far, for tests.</summary>
    public long Passed { get; private set; }

    /// <summary>The first reply behind <paramref name="after"/> (0: of all) that a page shows; 0 when there is none.</summary>
    public int NextShownReply(int parent, int after)
    {
        if (_entries[parent].VisibleBelow == 0) return 0;
        if (_shownReplies.TryGetValue(parent, out var listed)) return NextOf(listed, after);
        var hidden = 0;
        for (var reply = after == 0 ? FirstReply(parent) : Sibling(after); reply != 0; reply = Sibling(reply))
        {
            if (IsShown(reply)) return reply;
            Passed++;
            if (++hidden == ManyHidden) return NextOf(List(parent), after);
        }

        return 0;
    }

    private static int NextOf(List<int> shown, int after)
    {
        var at = shown.BinarySearch(after + 1);
        if (at < 0) at = ~at;
        return at < shown.Count ? shown[at] : 0;
    }

    private List<int> List(int parent)
    {
        var shown = new List<int>();
        for (var reply = FirstReply(parent); reply != 0; reply = Sibling(reply))
        {
            if (IsShown(reply)) shown.Add(reply);
            else Passed++;
        }

        _shownReplies.Add(parent, shown);
        return shown;
    }

    // A comment has become visible or hidden, or has something visible below it, or nothing any more.
    private void NoteShown(int number)
    {
        if (_shownReplies.Count == 0 || !_shownReplies.TryGetValue(_entries[number].Parent, out var shown)) return;
        var at = shown.BinarySearch(number);
        if (at < 0 == !IsShown(number)) return;
        if (at < 0) shown.Insert(~at, number);
        else shown.RemoveAt(at);
    }

    private int FirstReply(int parent) => _entries[parent].LastChild is > 0 and var last ? _entries[last].NextSibling : 0;

    // The reply behind a reply, with the same parent; 0 at the end.
    private int Sibling(int number)
    {
        ref readonly var entry = ref _entries[number];
        return entry.Parent == 0 || _entries[entry.Parent].LastChild == number ? 0 : entry.NextSibling;
    }
}
