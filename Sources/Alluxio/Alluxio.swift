// Alluxio
