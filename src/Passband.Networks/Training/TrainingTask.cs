namespace Passband.Networks.Training;

/// <summary>What a network learns.</summary>
public enum TrainingTask
{
    /// <summary>To tell the classes of the data apart: cross-entropy on the network's [batch, classes] output.</summary>
    Classify,

    /// <summary>To say by how many quarter turns a picture was turned: four classes made of the pictures themselves, which need no labels (counterclockwise; one of the four is drawn for each picture and epoch; Gidaris, Singh and Komodakis 2018). Pictures must be square.</summary>
    Rotation,

    /// <summary>To take noise away: the mean squared error between the network's output and the clean picture.</summary>
    Denoise,
}
