namespace OrleansNews.Newsroom;

/// <summary>What the script of the editor is told.</summary>
/// <param name="Version">What the next save must expect.</param>
/// <param name="Message">What to show to the writer.</param>
/// <param name="Stop">Whether nothing can be saved by itself any more: somebody must look at it.</param>
internal sealed record AutosaveAnswer(long Version, string Message, bool Stop);
