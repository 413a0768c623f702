using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>An event as readers who come back get it.</summary>
/// <param name="Sequence">Its number in the log.</param>
/// <param name="Change">What it did.</param>
/// <param name="Comment">The comment it was about, if any.</param>
/// <param name="Frame">Its bytes.</param>
/// <param name="Names">Another comment whose author the element names: the one that is answered, where replies are not indented any deeper.</param>
internal sealed record ReplayEntry(long Sequence, LogChange Change, CommentId? Comment, LiveFrame Frame, CommentId? Names = null);
