namespace OrleansNews.Storage;

/// <summary>Another process owns the data folder.</summary>
public sealed class DataFolderInUseException : DataFolderException
{
    /// <summary>Names the folder and, where it is known, the process that owns it.</summary>
    public DataFolderInUseException(string path, int? owner, Exception innerException)
        : base(
            $"The data folder {path} is in use by another running host{(owner is null ? "" : $", process {owner}")}. Stop that one first, or name another data folder.",
            innerException) => Owner = owner;

    /// <summary>The id of the process that owns the folder; null when unknown.</summary>
    public int? Owner { get; }
}
